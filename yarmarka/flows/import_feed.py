"""Goods come in: a seller's feed is read row by row and stored in batches, each whole or not at all.

What a feed says is said again at every import, so nothing that stays the same is written. Offers that a feed no
longer has are left as they are, unless the seller says that it is everything they have (`feed_gone`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, Final
from uuid import UUID

from yarmarka.connectors.feeds.types import FeedRow
from yarmarka.connectors.feeds.yml import read_feed
from yarmarka.domain.catalogue.types import CategoryCard
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.sellers.queries import seller_by_slug
from yarmarka.flows.feed_categories import FeedShelves
from yarmarka.flows.feed_gone import Roll
from yarmarka.flows.feed_intake import Intake
from yarmarka.flows.feed_reading import APART_BYTES, Batch, FeedFile, Reading
from yarmarka.flows.feed_report import ImportReport, Tally
from yarmarka.kernel.ahead import Precedence, one_ahead
from yarmarka.kernel.bulk import in_bulk
from yarmarka.kernel.elsewhere import Elsewhere, Pace
from yarmarka.kernel.errors import Missing

#: is told how many rows were read, and how many percent of the file
Progress = Callable[[int, int | None], None]
BATCH: Final = 1_000


def import_feed(
    source: Path | BinaryIO,
    *,
    seller_slug: str,
    adopt_categories: bool,
    now: datetime,
    categories_below: str = "",
    on_progress: Progress | None = None,
) -> ImportReport:
    """Take a seller's YML feed in, into their first warehouse, and report what became of it.

    See `import_rows`.
    """
    return import_rows(
        FeedFile(source, read_feed) if isinstance(source, Path) else read_feed(source),
        seller_slug=seller_slug,
        adopt_categories=adopt_categories,
        now=now,
        categories_below=categories_below,
        on_progress=on_progress,
    )


def import_rows(
    source: FeedFile | Iterable[FeedRow],
    *,
    seller_slug: str,
    adopt_categories: bool,
    now: datetime,
    categories_below: str = "",
    on_progress: Progress | None = None,
    is_everything: bool = False,
    may_empty: bool = False,
    keeps: bool = True,
) -> ImportReport:
    """Take what a feed of any format says in, into the seller's first warehouse, and report what became of it.

    The seller's categories mean what they meant last time, or else ours of the same names; unknown ones are put
    up below the category `categories_below` (at the top without one) if `adopt_categories`, and else their rows
    are refused. `on_progress` is told how many rows were read, and how many percent of the file if that is known. A
    large file is read by a process of its own, others by a thread. Some three batches are in memory at a time, being
    read, waiting and being stored, and each refused row.

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
    reading = Reading(source, intake.cleaning, at_once=BATCH)
    read, storing = 0, Precedence()
    with (
        in_bulk(),
        _read_ahead(reading, apart=_is_large(source), pace=storing.after) as (batches, tell),
    ):
        for batch in batches:
            with storing.taken():
                if _store(batch, intake, warehouse_id=warehouses[0].id):
                    tell(shelves.known.found)
            if roll:
                roll.call(batch.names)
            read += batch.read
            if on_progress:
                on_progress(read, batch.percent)
    if roll:
        roll.empty_missing(tally, may_empty=may_empty, keeps=keeps, now=now)
    intake.finish()
    return tally.report(seconds=perf_counter() - began)


@contextmanager
def _read_ahead(
    reading: Reading, *, apart: bool, pace: Pace
) -> Iterator[tuple[Iterator[Batch], Callable[[Mapping[str, CategoryCard]], None]]]:
    """Let batches be made ahead of who takes them, in a process `apart` or a thread; and what its maker learns by."""
    if apart:
        with Elsewhere(reading) as elsewhere:
            yield one_ahead(elsewhere.items(pace)), elsewhere.tell
    else:
        yield one_ahead(reading.items(pace)), reading.learn


def _store(batch: Batch, intake: Intake, *, warehouse_id: UUID) -> bool:
    """Store a batch; return whether shelves were put up for it."""
    rows, shelves = batch.clean, intake.shelves
    shelves.known.paths |= batch.paths
    if rows is None:
        shelves.prepare({offer.category for offer in batch.offers})
        rows = intake.cleaning.rows(batch.offers, batch.tally)
    intake.tally.add(batch.tally)
    intake.store(rows, warehouse_id=warehouse_id)
    return batch.clean is None


def _is_large(source: FeedFile | Iterable[FeedRow]) -> bool:
    return isinstance(source, FeedFile) and source.size >= APART_BYTES
