"""The table of known forwarding addresses, those that are on the list and those that were."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.presentation.countries import country_name
from yarmarka.presentation.locales import current_language
from yarmarka.reads.listed_forwarders import ListedForwarder, listed_forwarders
from yarmarka.web.console import tables
from yarmarka.web.console.tables import Asked, Cell, Choice, Column, Table, Words
from yarmarka.web.console.words import Said

_PHASES: Final = {
    "holds": Said("problem", pgettext_lazy("a forwarding address is", "on the list")),
    "to_come": Said("wait", _("to come")),
    "over": Said("off", pgettext_lazy("a forwarding address is", "taken off")),
}


def _address(row: ListedForwarder) -> Cell:
    where = f"{country_name(row.country, current_language())} {row.postal_code}".strip()
    return tables.text(row.words).noted(where)


_COLUMNS: Final[Sequence[Column[ListedForwarder]]] = (
    Column("words", _("Address or firm"), _address, sorts=True, is_head=True),
    Column("note", _("Note"), lambda row: tables.text(row.note)),
    Column("source", _("Known from"), lambda row: tables.text(row.source)),
    Column("from", pgettext_lazy("a rule holds from", "From"), lambda row: tables.day(row.since), sorts=True),
    Column("until", _("Until"), lambda row: tables.day(row.until), sorts=True),
    Column("who", _("Proposed and approved by"), lambda row: tables.text(row.author).noted(row.approver)),
)


def forwarding_table(*, now: datetime) -> Table[ListedForwarder]:
    """Return the list as it stands at an instant."""

    def state(row: ListedForwarder) -> Cell:
        said = _PHASES[row.phase(now)]
        return Cell(str(said.words), kind=said.kind)

    def fetch(asked: Asked, limit: int, offset: int) -> list[ListedForwarder]:
        return listed_forwarders(
            words=asked.get("q"),
            country=asked.get("country").upper(),
            phase=asked.get("state"),
            sort=asked.sort,
            now=now,
            limit=limit,
            offset=offset,
        )

    return Table(
        code="forwarding",
        name=_("Forwarding addresses"),
        columns=(*_COLUMNS, Column("state", _("State"), state)),
        filters=(
            Words("q", _("Address, firm, note or source")),
            Words("country", _("Country, two letters")),
            Choice("state", _("State"), [(name, said.words) for name, said in _PHASES.items()]),
        ),
        fetch=fetch,
        empty=_("No forwarding address is listed here."),
    )
