"""Why a claim was opened, in sentences: what its finding rests on, as it was known then."""

from datetime import date, datetime
from typing import Any, Final

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yarmarka.domain.protection.types import Cause, ClaimCard
from yarmarka.presentation.dates import format_day
from yarmarka.presentation.locales import cldr

#: whose silences taught when to stop waiting
_GROUNDS: Final[dict[str, Promise | str]] = {
    "service": gettext_lazy("of this very service on this leg of the way"),
    "route": gettext_lazy("of all services on this leg of this route"),
    "everywhere": gettext_lazy("of all routes on this leg of the way"),
}


def why(claim: ClaimCard, *, language: str) -> list[str]:
    """Return the sentences that explain a finding; none for what a shopper said in their own words."""
    known = claim.basis
    if claim.by_shopper or "promised_to" not in known:
        return []
    if claim.cause is Cause.RETURNED:
        return [_("The carrier says that the parcel went back to its sender.")]
    if known["state"] in {"lost", "destroyed"}:
        return [_("The carrier itself says that the parcel is gone.")]
    sentences = [_late(known, language), _silent(known, language)]
    if claim.cause is Cause.LOST:
        sentences.append(_bound(known, language))
    return sentences


def _late(known: Any, language: str) -> str:
    days = max(0, int(known["late_days"]))
    promised = format_day(date.fromisoformat(known["promised_to"]), language)
    return ngettext(
        "It was promised by %(day)s; when we looked, it was %(count)d day late.",
        "It was promised by %(day)s; when we looked, it was %(count)d days late.",
        days,
    ) % {"day": promised, "count": days}


def _silent(known: Any, language: str) -> str:
    days = int(known["silent_days"])
    since = format_day(datetime.fromisoformat(known["state_at"]).date(), language)
    return ngettext(
        "The last news of it is of %(day)s; it had been silent for %(count)d day.",
        "The last news of it is of %(day)s; it had been silent for %(count)d days.",
        days,
    ) % {"day": since, "count": days}


def _bound(known: Any, language: str) -> str:
    days, share = int(known["lost_after_days"]), round(known["lost_below"] * 100)
    if known["ground"] not in _GROUNDS:
        return ngettext(
            "Too few parcels have gone this way to learn from, so a fixed time counts: %(count)d day of silence.",
            "Too few parcels have gone this way to learn from, so a fixed time counts: %(count)d days of silence.",
            days,
        ) % {"count": days}
    learnt = format_day(datetime.fromisoformat(known["learnt_at"]).date(), language)
    return ngettext(
        "By %(silences)s silences %(whose)s, learnt on %(learnt)s, fewer than %(share)d of 100 parcels still come "
        "after %(count)d day without a word.",
        "By %(silences)s silences %(whose)s, learnt on %(learnt)s, fewer than %(share)d of 100 parcels still come "
        "after %(count)d days without a word.",
        days,
    ) % {
        "silences": format_decimal(known["silences"], locale=cldr(language)),
        "whose": _GROUNDS[known["ground"]],
        "learnt": learnt,
        "share": share,
        "count": days,
    }
