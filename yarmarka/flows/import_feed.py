"""Goods come in: a seller's feed is read row by row and stored in batches, each whole or not at all.

What a feed says is said again at every import, so nothing that stays the same is written. Offers that a feed no
longer has are left as they are, unless the seller says that it is everything they have (`feed_gone`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, Final
from uuid import UUID

from yarmarka.connectors.feeds.types import FeedCategory, FeedOffer, FeedRow, RefusedRow
from yarmarka.connectors.feeds.yml import read_feed
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.sellers.queries import seller_by_slug
from yarmarka.flows.feed_categories import FeedShelves
from yarmarka.flows.feed_gone import Roll
from yarmarka.flows.feed_intake import CleanRow, Intake
from yarmarka.flows.feed_report import ImportReport, Tally
from yarmarka.kernel.ahead import Precedence, one_ahead
from yarmarka.kernel.bulk import in_bulk
from yarmarka.kernel.errors import Missing

BATCH: Final = 1_000


def import_feed(
    source: Path | BinaryIO,
    *,
    seller_slug: str,
    adopt_categories: bool,
    now: datetime,
    categories_below: str = "",
    on_progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Take a seller's YML feed in, into their first warehouse, and report what became of it.

    See `import_rows`.
    """
    return import_rows(
        read_feed(source),
        seller_slug=seller_slug,
        adopt_categories=adopt_categories,
        now=now,
        categories_below=categories_below,
        on_progress=on_progress,
    )


def import_rows(
    rows: Iterator[FeedRow],
    *,
    seller_slug: str,
    adopt_categories: bool,
    now: datetime,
    categories_below: str = "",
    on_progress: Callable[[int], None] | None = None,
    is_everything: bool = False,
    may_empty: bool = False,
    keeps: bool = True,
) -> ImportReport:
    """Take what a feed of any format says in, into the seller's first warehouse, and report what became of it.

    The seller's categories mean what they meant last time, or else ours of the same names; unknown ones are put
    up below the category `categories_below` (at the top without one) if `adopt_categories`, and else their rows
    are refused. `on_progress` is told how many rows were read. Two batches are in memory at a time, one being read
    while the other is stored, and each refused row.

    If the feed `is_everything`, what it leaves out is counted as none left, unless that is suspiciously much: then
    nothing is, until the seller says that it `may_empty` the shop. With `keeps` false nothing is written: the report
    tells what would be. Raises Missing for an unknown seller or root category, and for a seller without a warehouse.
    """
    began = perf_counter()
    seller = seller_by_slug(seller_slug)
    warehouses = warehouses_of(seller_id=seller.id)
    if not warehouses:
        raise Missing(what="warehouse")
    tally = Tally()
    shelves = FeedShelves(seller_id=seller.id, adopts=adopt_categories, below=categories_below, now=now)
    intake = Intake(seller, shelves, tally, keeps=keeps, now=now)
    roll = Roll(seller_id=seller.id, warehouse_id=warehouses[0].id) if is_everything else None
    read, storing = 0, Precedence()
    with in_bulk():
        for batch in one_ahead(_batches(storing.after(rows), intake, storing)):
            with storing.taken():
                batch.store(intake, warehouse_id=warehouses[0].id)
            if roll:
                roll.call(batch.names)
            read += batch.read
            if on_progress:
                on_progress(read)
    if roll:
        roll.empty_missing(tally, may_empty=may_empty, keeps=keeps, now=now)
    intake.finish()
    return tally.report(seconds=perf_counter() - began)


@dataclass(frozen=True)
class _Batch:
    """Rows of a feed as they were read and cleaned, ahead of the database."""

    #: rows of all kinds
    read: int
    #: what is refused is still there: a mistake in a row is no reason to stop selling
    names: list[str]
    offers: list[FeedOffer]
    #: nothing where shelves have to be put up first, which only who stores may do
    clean: list[CleanRow] | None
    #: what is to be said of these rows
    tally: Tally

    def store(self, intake: Intake, *, warehouse_id: UUID) -> None:
        rows = self.clean
        if rows is None:
            intake.shelves.prepare({offer.category for offer in self.offers})
            rows = intake.clean(self.offers, self.tally)
        intake.tally.add(self.tally)
        intake.store(rows, warehouse_id=warehouse_id)


def _batches(rows: Iterator[FeedRow], intake: Intake, storing: Precedence) -> Iterator[_Batch]:
    """Yield batches, cleaned where that takes no database: it runs in a thread of its own, a batch ahead."""
    while batch := list(islice(rows, BATCH)):
        tally = Tally()
        offers = list(_offers(batch, intake.shelves, tally))
        is_found = intake.shelves.find({offer.category for offer in offers})
        yield _Batch(
            read=len(batch),
            names=[name for row in batch if (name := _name_of(row))],
            offers=offers,
            clean=intake.clean(storing.after(offers), tally) if is_found else None,
            tally=tally,
        )


def _name_of(row: FeedRow) -> str:
    if isinstance(row, FeedOffer):
        return row.sku
    return row.offer if isinstance(row, RefusedRow) else ""


def _offers(rows: Iterable[FeedRow], shelves: FeedShelves, tally: Tally) -> Iterator[FeedOffer]:
    for row in rows:
        if isinstance(row, FeedOffer):
            tally.note(row.line, row.sku, row.notes)
            yield row
        elif isinstance(row, RefusedRow):
            tally.refuse_row(row)
        elif isinstance(row, FeedCategory):
            tally.note(row.line, row.id, row.notes)
            shelves.learn(row)
