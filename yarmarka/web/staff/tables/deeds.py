"""The audit log: who of the staff did what, to what, and what changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yarmarka.domain.audit.types import SubjectKind
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_money
from yarmarka.reads.staff_deeds import ListedDeed, listed_deeds
from yarmarka.vocabulary.money import CURRENCIES
from yarmarka.web.console import tables
from yarmarka.web.console.tables import Asked, Cell, Choice, Column, Days, Table, Words
from yarmarka.web.staff.deed_words import DEEDS, FACTS, value_words
from yarmarka.web.staff.proposal_words import MATTERS
from yarmarka.web.staff.tables.columns import provider_words

_PAGES: Final = {
    SubjectKind.ORDER: ("staff:order", "order_id"),
    SubjectKind.SELLER: ("staff:seller", "seller_id"),
    SubjectKind.PAYOUT_FILE: ("staff:payout_file", "file_id"),
}
_MINOR: Final = "_minor"


def _subject(row: ListedDeed) -> Cell:
    kind = SubjectKind(row.subject_kind)
    named = str(MATTERS.get(row.subject_name) or provider_words(row.subject_name))
    words = value_words("subject", row.subject_name) if kind is SubjectKind.RULE else named
    page = _PAGES.get(kind)
    if page is None or row.subject_id is None:
        return tables.text(words)
    return tables.link(words, reverse(page[0], kwargs={page[1]: row.subject_id}))


def _change(row: ListedDeed) -> Cell:
    return tables.several([Cell(line) for line in _changes(row.before, row.after)])


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield what changed, fact by fact: `standing: waits → may sell`."""
    currency = after.get("currency", "")
    for name, value in after.items():
        if name == "currency":
            continue
        now = _said(name, value, currency)
        if name in before:
            was = _said(name, before[name], currency)
            yield gettext("%(fact)s: %(before)s → %(after)s") % {
                "fact": _name(name), "before": was, "after": now
            }  # fmt: skip
        else:
            yield f"{_name(name)}: {now}"


def _name(fact: str) -> str:
    return str(FACTS.get(fact.removesuffix(_MINOR), fact.removesuffix(_MINOR)))


def _said(fact: str, value: object, currency: str) -> str:
    if fact.endswith(_MINOR) and isinstance(value, int):
        unit = fact.removesuffix(_MINOR)
        sign = unit if unit in CURRENCIES else currency
        return format_money(value, sign, current_language()) if sign else str(value)
    return value_words(fact, value)


_COLUMNS: Final[Sequence[Column[ListedDeed]]] = (
    Column("at", _("When"), lambda row: tables.moment(row.at), sorts=True, is_head=True),
    Column(
        "who",
        _("Who"),
        lambda row: tables.text(row.actor or _("on the server itself")),
        sorts=True,
    ),
    Column("what", _("What"), lambda row: tables.text(DEEDS.get(row.kind, row.kind)), sorts=True),
    Column("subject", _("To what"), _subject),
    Column("change", _("What changed"), _change),
    Column("reason", _("Reason"), lambda row: tables.text(row.reason)),
)


def _fetch(asked: Asked, limit: int, offset: int) -> list[ListedDeed]:
    return listed_deeds(
        kind=asked.get("kind"),
        words=asked.get("q"),
        since=asked.since,
        until=asked.until,
        sort=asked.sort,
        limit=limit,
        offset=offset,
    )


AUDIT: Final = Table(
    code="deeds",
    name=_("Audit log"),
    columns=_COLUMNS,
    filters=(
        Words("q", _("Who, or to what")),
        Choice("kind", _("What"), list(DEEDS.items())),
        Days(_("From"), _("Until")),
    ),
    fetch=_fetch,
    empty=_("Nothing of that kind was done."),
)
