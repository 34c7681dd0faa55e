"""The table of what takes several people, of every matter: what waits, and what was decided."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yarmarka.flows.stop_and_resume import AT_ONCE
from yarmarka.reads.listed_proposals import ListedProposal, listed_proposals
from yarmarka.web.console import tables
from yarmarka.web.console.tables import Asked, Cell, Choice, Column, Days, Table, Words
from yarmarka.web.console.words import PROPOSALS
from yarmarka.web.staff.proposal_words import MATTER, MATTERS, STRANGE, Matter

_STATES: Final = (
    ("mine", _("Waits for my yes")),
    *((state, said.words) for state, said in PROPOSALS.items()),
)


def _matter(row: ListedProposal) -> Matter:
    return MATTER.get(row.matter, STRANGE)


def _named(row: ListedProposal) -> Cell:
    matter = _matter(row)
    return tables.link(str(matter.name or row.matter), reverse(matter.page)).noted(matter.about(row))


def _begins(row: ListedProposal) -> Cell:
    if row.facts.get(AT_ONCE):
        return tables.text(_("when it is approved"))
    return tables.moment(row.effective_at)


def _voices(row: ListedProposal) -> str:
    words = row.voices or gettext("nobody yet")
    if row.quorum == 1:
        return words
    return gettext("%(who)s (%(yes)d of %(quorum)d)") % {"who": words, "yes": row.yes, "quorum": row.quorum}


_COLUMNS: Final[Sequence[Column[ListedProposal]]] = (
    Column("matter", _("What"), _named, sorts=True, is_head=True),
    Column(
        "touches",
        _("What it touches"),
        lambda row: tables.several([Cell(line) for line in _matter(row).touches(row)]),
    ),
    Column("source", _("Rests on"), lambda row: tables.text(row.source)),
    Column(
        "proposed",
        _("Proposed"),
        lambda row: tables.moment(row.proposed_at).noted(row.proposer),
        sorts=True,
    ),
    Column("from", pgettext_lazy("a rule holds from", "From"), _begins, sorts=True),
    Column("state", _("State"), lambda row: tables.state("proposal", row.state)),
)


def proposals_table(*, viewer: UUID) -> Table[ListedProposal]:
    """Return the table as one of the staff sees it: their own proposals are decided by others."""

    def decide(row: ListedProposal) -> Cell:
        if row.is_approved is not None:
            return tables.text(row.voices).noted(row.words.strip())
        if row.proposed_by_id == viewer:
            cell = tables.text(_("Yours: a colleague decides it"))
        else:
            cell = tables.link(gettext("Look and decide"), reverse(_matter(row).page))
        return cell.noted(_voices(row)) if row.quorum > 1 else cell

    def fetch(asked: Asked, limit: int, offset: int) -> list[ListedProposal]:
        return listed_proposals(
            viewer=viewer,
            matter=asked.get("matter"),
            state=asked.get("state"),
            words=asked.get("q"),
            since=asked.since,
            until=asked.until,
            sort=asked.sort,
            limit=limit,
            offset=offset,
        )

    return Table(
        code="proposals",
        name=_("Proposals"),
        columns=(*_COLUMNS, Column("decide", _("Decision"), decide)),
        filters=(
            Words("q", _("Who proposed, or on what it rests")),
            Choice("matter", _("What"), list(MATTERS.items())),
            Choice("state", _("State"), list(_STATES)),
            Days(_("From"), _("Until")),
        ),
        fetch=fetch,
        empty=_("Nothing was proposed here."),
    )
