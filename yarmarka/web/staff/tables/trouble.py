"""The tables of parcels that want somebody and of letters that did not leave."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.presentation.locales import current_language
from yarmarka.reads.staff_queues import ListedLetter, ListedParcel, listed_letters, listed_parcels
from yarmarka.vocabulary.goods import in_language
from yarmarka.web.console import tables
from yarmarka.web.console.letter_words import letter_words
from yarmarka.web.console.tables import Asked, Choice, Column, Table, Words
from yarmarka.web.staff.tables.columns import order_cell, place_column, seller_column

_PARCELS: Final[Sequence[Column[ListedParcel]]] = (
    Column(
        "number",
        _("Parcel"),
        lambda row: tables.code(row.number).noted(in_language(row.carrier, current_language())),
        sorts=True,
        is_head=True,
    ),
    Column(
        "order",
        _("Order"),
        lambda row: order_cell(row.order_number, row.order_id),
        sorts=True,
    ),
    seller_column(),
    place_column(),
    Column("state", _("State"), lambda row: tables.state("parcel", row.state)),
    Column("since", _("Last news"), lambda row: tables.moment(row.state_at), sorts=True),
)
_LETTERS: Final[Sequence[Column[ListedLetter]]] = (
    Column("topic", _("About"), lambda row: tables.text(letter_words(row.topic)), is_head=True),
    Column("to", pgettext_lazy("whom a letter goes to", "To"), lambda row: tables.text(row.recipient)),
    Column("number", _("Order"), lambda row: tables.text(row.number)),
    Column("written", _("Written"), lambda row: tables.moment(row.created_at), sorts=True),
    Column("due", _("Next try"), lambda row: tables.moment(row.due_at), sorts=True),
    Column("tries", _("Tries"), lambda row: tables.count(row.attempts), sorts=True, is_number=True),
    Column("failure", _("What went wrong"), lambda row: tables.text(row.failure[:200])),
)


def parcels_table(*, now: datetime) -> Table[ListedParcel]:
    """Return the table of parcels as they stand at an instant."""

    def fetch(asked: Asked, limit: int, offset: int) -> list[ListedParcel]:
        return listed_parcels(
            shown=asked.get("shown"),
            words=asked.get("q"),
            sort=asked.sort,
            now=now,
            limit=limit,
            offset=offset,
        )

    return Table(
        code="parcels",
        name=_("Parcels"),
        columns=_PARCELS,
        filters=(
            Words("q", _("Parcel's or order's number")),
            Choice("shown", _("Which"), [("trouble", _("in trouble")), ("silent", _("no news for a week"))]),
        ),
        fetch=fetch,
        empty=_("No parcels here."),
    )


def _letters(asked: Asked, limit: int, offset: int) -> list[ListedLetter]:
    return listed_letters(
        shown=asked.get("shown"), words=asked.get("q"), sort=asked.sort, limit=limit, offset=offset
    )


LETTERS: Final = Table(
    code="letters",
    name=_("Letters that did not leave"),
    columns=_LETTERS,
    filters=(
        Words("q", _("E-mail or order's number")),
        Choice("shown", _("Which"), [("waiting", _("all that wait"))]),
    ),
    fetch=_letters,
    empty=_("Every letter has left."),
)
