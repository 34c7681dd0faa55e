"""Why one of several offers stands first, in plain words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.catalogue.types import Featured, Reliability
from yarmarka.presentation.dates import format_day
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money

_RELIABILITY: Final[Mapping[Reliability, str | Promise]] = {
    Reliability.GOOD: _("The seller keeps its word: its orders of the last 90 days went well."),
    Reliability.TOO_FEW: _("The seller has had too few orders yet to be judged by them."),
    Reliability.WARNING: _("Some of the seller's orders of the last 90 days went wrong."),
    Reliability.SERIOUS: _("Many of the seller's orders of the last 90 days went wrong."),
}


def why_first(first: Featured, *, currency: str) -> tuple[str, ...]:
    """Return what speaks for the offer, and what against it, beside the others; nothing where there is no other."""
    if first.among < 2:
        return ()
    return tuple(line for line in (_price(first, currency), _day(first), _seller(first)) if line)


def _price(first: Featured, currency: str) -> str:
    whole = first.chosen.whole_minor
    said = {
        "sum": _money(first.chosen.goods_minor if whole is None else whole, currency),
        "more": _money(first.dearer_minor, currency),
    }
    if whole is None:
        return gettext("We know no way to bring any of the offers to you; this one costs least.")
    if first.dearer_minor > 0:
        return gettext("%(sum)s with delivery: %(more)s more than the cheapest offer.") % said
    return gettext("%(sum)s with delivery: the lowest price of all offers.") % said


def _day(first: Featured) -> str:
    if first.chosen.by_on is None:
        return ""
    day = format_day(first.chosen.by_on, current_language())
    if first.later_days:
        return ngettext(
            "It comes by %(day)s, %(days)d day later than the soonest.",
            "It comes by %(day)s, %(days)d days later than the soonest.",
            first.later_days,
        ) % {"day": day, "days": first.later_days}
    if first.sooner_days:
        return ngettext(
            "It comes by %(day)s, %(days)d day sooner than the cheapest.",
            "It comes by %(day)s, %(days)d days sooner than the cheapest.",
            first.sooner_days,
        ) % {"day": day, "days": first.sooner_days}
    return gettext("It comes by %(day)s: no offer comes sooner.") % {"day": day}


def _seller(first: Featured) -> str:
    return str(_RELIABILITY[first.chosen.reliability])


def _money(minor: int, currency: str) -> str:
    return format_money(minor, currency, current_language())
