"""Reads a feed and cleans what it says, batch by batch and without the database, so that another process can do it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, cast
from uuid import UUID

import msgspec

from yarmarka.connectors.feeds.types import FeedCategory, FeedOffer, FeedRow, RefusedRow
from yarmarka.domain.catalogue.rules.attributes import AttributeBook
from yarmarka.domain.catalogue.rules.matching import fingerprint
from yarmarka.domain.catalogue.types import CategoryCard, IncomingOffer
from yarmarka.domain.moderation.rules.rulebook import Rulebook
from yarmarka.domain.moderation.types import Card, Finding
from yarmarka.flows.feed_offers import incoming_offer
from yarmarka.flows.feed_report import ImportCode, Tally
from yarmarka.flows.feed_shelves import FeedPath, KnownShelves
from yarmarka.kernel.elsewhere import Pace

#: A process of its own takes half a second to begin, and reads a file of this size in about as much.
APART_BYTES: Final = 8_000_000


@dataclass(frozen=True)
class CleanRow:
    """How the catalogue takes a feed's offer, the fingerprint of that, and what else is to be known of its row."""

    line: int
    title: str
    picture_urls: tuple[str, ...]
    is_available: bool
    #: None where the feed does not tell it
    stock: int | None
    clean: IncomingOffer
    print: str
    #: rules for cards that stop it, whatever was decided of that before
    findings: tuple[Finding, ...] = ()

    @property
    def sku(self) -> str:
        """The seller's article."""
        return self.clean.sku


@dataclass(frozen=True)
class FeedFile:
    """A feed that lies in a file, and what reads it: a function of a module, with the file as a stream or by path."""

    path: Path
    read: Callable[..., Iterator[FeedRow]]
    by_path: bool = False

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.path.stat().st_size


@dataclass(frozen=True)
class Batch:
    """Rows of a feed as they were read and cleaned, ahead of the database."""

    #: rows of all kinds
    read: int
    #: of the file, if that is known
    percent: int | None
    #: what is refused is still there: a mistake in a row is no reason to stop selling
    names: list[str]
    #: categories of the feed that are told for the first time
    paths: dict[str, FeedPath]
    #: nothing where shelves have to be put up first, which only who stores may do
    clean: list[CleanRow] | None
    #: what is to be cleaned then
    offers: Sequence[FeedOffer]
    #: what is to be said of these rows
    tally: Tally

    def __getstate__(self) -> dict[str, Any]:
        # A third of the time that pickle takes, and it is the reader's time that an import waits for least.
        return self.__dict__ | {"clean": msgspec.msgpack.encode(self.clean)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, clean=_CLEAN.decode(state["clean"]))


_CLEAN: Final = msgspec.msgpack.Decoder(list[CleanRow] | None)


@dataclass(frozen=True)
class Cleaning:
    """All that a feed's offers are cleaned and judged by; nothing of it asks the database."""

    shelves: KnownShelves
    attributes: AttributeBook
    rules: Rulebook

    def rows(self, offers: Iterable[FeedOffer], tally: Tally) -> list[CleanRow]:
        """Return what offers come to, without those that are refused; all that is to be said goes to the tally.

        Their shelves are found already.
        """
        return [row for offer in offers if (row := self._row(offer, tally))]

    def _row(self, offer: FeedOffer, tally: Tally) -> CleanRow | None:
        category = self.shelves.category_of(offer.category)
        if category is None:
            path = self.shelves.name_of(offer.category)
            tally.refuse(offer, "categoryId", ImportCode.CATEGORY_NOT_MAPPED, value=path)
            return None
        clean = incoming_offer(offer, category, tally, book=self.attributes)
        if clean is None:
            return None
        return CleanRow(
            line=offer.line,
            title=offer.title,
            picture_urls=offer.picture_urls,
            is_available=offer.is_available,
            stock=offer.stock,
            clean=clean,
            print=fingerprint(clean),
            findings=tuple(self.rules.judge(card_of(clean, category.path))),
        )


def card_of(offer: IncomingOffer, category_path: Sequence[UUID]) -> Card:
    """Return what rules for cards read of an offer."""
    return Card(
        sku=offer.sku,
        category_path=category_path,
        titles=offer.titles,
        descriptions=offer.descriptions,
        attributes=offer.attributes,
        brand=offer.brand,
        hs_code=offer.hs_code,
    )


class Reading:
    """Makes batches of what a feed says."""

    def __init__(
        self,
        source: FeedFile | Iterable[FeedRow],
        cleaning: Cleaning,
        *,
        at_once: int,
    ) -> None:
        self._source, self._cleaning, self._shelves = source, cleaning, cleaning.shelves
        self._at_once = at_once
        self._file: _Counted | None = None

    def items(self, pace: Pace = iter) -> Iterator[Batch]:
        """Yield the batches in the order of the feed. `pace` may hold rows back, so that another thread goes first."""
        rows = pace(self._rows())
        while batch := list(islice(rows, self._at_once)):
            yield self._batch(batch, pace)

    def learn(self, found: Mapping[str, CategoryCard]) -> None:
        """Take in which categories of the feed have a shelf by now."""
        self._shelves.found |= found

    def _rows(self) -> Iterator[FeedRow]:
        if not isinstance(self._source, FeedFile):
            yield from self._source
        elif self._source.by_path:
            yield from self._source.read(self._source.path)
        else:
            with self._source.path.open("rb") as opened:
                self._file = _Counted(opened, self._source.size)
                yield from self._source.read(cast("BinaryIO", self._file))

    def _batch(self, rows: Sequence[FeedRow], pace: Pace) -> Batch:
        tally, paths = Tally(), dict[str, FeedPath]()
        offers = list(self._offers(rows, paths, tally))
        is_found = self._shelves.find({offer.category for offer in offers})
        return Batch(
            read=len(rows),
            percent=self._file.percent if self._file else None,
            names=[name for row in rows if (name := _name_of(row))],
            paths=paths,
            clean=self._cleaning.rows(pace(offers), tally) if is_found else None,
            offers=() if is_found else offers,
            tally=tally,
        )

    def _offers(
        self, rows: Iterable[FeedRow], paths: dict[str, FeedPath], tally: Tally
    ) -> Iterator[FeedOffer]:
        for row in rows:
            if isinstance(row, FeedOffer):
                tally.note(row.line, row.sku, row.notes)
                yield row
            elif isinstance(row, RefusedRow):
                tally.refuse_row(row)
            elif isinstance(row, FeedCategory):
                tally.note(row.line, row.id, row.notes)
                paths[row.id] = self._shelves.learn(row)


def _name_of(row: FeedRow) -> str:
    if isinstance(row, FeedOffer):
        return row.sku
    return row.offer if isinstance(row, RefusedRow) else ""


class _Counted:
    """A file that knows how much of it was read."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source, self._size, self._read = source, max(size, 1), 0

    def read(self, size: int) -> bytes:
        """Read on."""
        piece = self._source.read(size)
        self._read += len(piece)
        return piece

    @property
    def percent(self) -> int:
        """How much was read, in percent."""
        return self._read * 100 // self._size
