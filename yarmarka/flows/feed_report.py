"""What an import tells: how many rows were taken, which were not and why, and what was assumed."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol

from yarmarka.connectors.feeds.types import Problem, RefusedRow
from yarmarka.domain.catalogue.types import AttributeFault

#: Of each kind of note so many are kept with their line; the others are only counted.
NOTES_KEPT: Final = 50
#: Of what a dry run would change so much is shown; the rest is only counted.
DIFFERENCES_KEPT: Final = 500


class ImportCode(StrEnum):
    """What can be said of a row whose feed is in order; `FeedCode` has what is wrong with feeds themselves."""

    # The row is refused.
    CATEGORY_NOT_MAPPED = "category_not_mapped"
    PRICE_TOO_HIGH = "price_too_high"
    NOT_STORABLE = "not_storable"
    PRODUCT_UNTOLD = "product_untold"
    # The row is taken, with something that the feed does not say.
    WEIGHT_ASSUMED = "weight_assumed"
    STOCK_ASSUMED = "stock_assumed"
    BARCODE_OF_ONE_SHOP = "barcode_of_one_shop"
    GROUP_WITHOUT_CHOICES = "group_without_choices"
    WAREHOUSE_UNKNOWN = "warehouse_unknown"
    # The row is taken, and not sold for now.
    CARD_WAITS = "card_waits"
    CARD_REFUSED = "card_refused"
    # The whole feed.
    TOO_MANY_GONE = "too_many_gone"


class TellsItsLine(Protocol):
    """A row of a feed, read or cleaned."""

    @property
    def line(self) -> int:
        """Where it stands in the feed."""

    @property
    def sku(self) -> str:
        """The seller's article."""


@dataclass(frozen=True)
class ReportedRow:
    """One row with something to say of it: line, the seller's id, the field, a code and the facts for words."""

    line: int
    offer: str
    field: str
    code: str
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    others: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What taking a row in would change, or add."""

    line: int
    offer: str
    title: str
    is_new: bool
    before_minor: int | None
    before_currency: str
    after_minor: int
    after_currency: str


@dataclass(frozen=True)
class ImportReport:
    """What became of a feed. Every refused row is named; notes are counted by code, the first of each named.

    `is_whole` is false when the file broke off: what came before was taken, the last refused row says where.
    """

    accepted: int
    created: int
    updated: int
    refused: tuple[ReportedRow, ...]
    notes: tuple[ReportedRow, ...]
    note_counts: dict[str, int]
    is_whole: bool
    seconds: float
    #: what the feed leaves out and is sold out now
    gone: int = 0
    #: of a dry run: the first of what would change
    differences: tuple[Difference, ...] = ()
    #: what is to be said of the feed as a whole
    warnings: tuple[ReportedRow, ...] = ()
    #: things that were noted, and of which no offer is made yet
    noted: int = 0

    @property
    def unchanged(self) -> int:
        """How many rows said nothing new."""
        return self.accepted - self.created - self.updated


@dataclass
class Tally:
    """An import's report while it grows."""

    accepted: int = 0
    created: int = 0
    updated: int = 0
    is_whole: bool = True
    refused: list[ReportedRow] = dataclasses.field(default_factory=list)
    notes: list[ReportedRow] = dataclasses.field(default_factory=list)
    note_counts: Counter[str] = dataclasses.field(default_factory=Counter)
    gone: int = 0
    noted: int = 0
    differences: list[Difference] = dataclasses.field(default_factory=list)
    warnings: list[ReportedRow] = dataclasses.field(default_factory=list)

    def refuse_row(self, row: RefusedRow) -> None:
        """Take over what the reader of the feed refused."""
        self.refused.append(ReportedRow(row.line, row.offer, row.field, row.code, row.facts, row.others))
        self.is_whole &= not row.code.startswith("feed_")

    def refuse(self, offer: TellsItsLine, name: str, code: ImportCode, **facts: Any) -> None:
        """Refuse an offer that could be read."""
        self.refused.append(ReportedRow(offer.line, offer.sku, name, code, facts))

    def note(self, line: int, offer: str, problems: Sequence[Problem]) -> None:
        """Take over what the reader of the feed left out."""
        for problem in problems:
            self._note(ReportedRow(line, offer, problem.field, problem.code, problem.facts))

    def assume(self, offer: TellsItsLine, name: str, code: ImportCode | AttributeFault, **facts: Any) -> None:
        """Note what was assumed for an offer."""
        self._note(ReportedRow(offer.line, offer.sku, name, code, facts))

    def differ(self, difference: Difference) -> None:
        """Note what a row would change."""
        if len(self.differences) < DIFFERENCES_KEPT:
            self.differences.append(difference)

    def warn(self, code: ImportCode, **facts: Any) -> None:
        """Note something of the feed as a whole."""
        self.warnings.append(ReportedRow(0, "", "", code, facts))

    def add(self, later: "Tally") -> None:
        """Take over what was found in rows that come after all that is told here."""
        self.refused += later.refused
        self.is_whole &= later.is_whole
        room = {code: NOTES_KEPT - self.note_counts[code] for code in later.note_counts}
        for row in later.notes:
            if room[row.code] > 0:
                self.notes.append(row)
                room[row.code] -= 1
        self.note_counts.update(later.note_counts)

    def report(self, *, seconds: float) -> ImportReport:
        """Return the report, with rows in the order of their lines."""
        return ImportReport(
            accepted=self.accepted,
            created=self.created,
            updated=self.updated,
            refused=tuple(sorted(self.refused, key=lambda row: row.line)),
            notes=tuple(sorted(self.notes, key=lambda row: row.line)),
            note_counts=dict(self.note_counts),
            is_whole=self.is_whole,
            seconds=seconds,
            gone=self.gone,
            differences=tuple(self.differences),
            warnings=tuple(self.warnings),
            noted=self.noted,
        )

    def _note(self, row: ReportedRow) -> None:
        self.note_counts[row.code] += 1
        if self.note_counts[row.code] <= NOTES_KEPT:
            self.notes.append(row)
