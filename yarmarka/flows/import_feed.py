"""Goods come in: a seller's feed is read row by row and stored in batches, each whole or not at all.

What a feed says is said again at every import, so nothing that stays the same is written. Offers that a feed no
longer has are left as they are: a feed may be a part of what a seller has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, Final
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from yarmarka.connectors.feeds.types import FeedCategory, FeedOffer, FeedRow, RefusedRow
from yarmarka.connectors.feeds.yml import read_feed
from yarmarka.domain.catalogue.actions import store_offers
from yarmarka.domain.catalogue.types import IncomingOffer, StoredOffer
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import available, warehouses_of
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.sellers.queries import seller_by_slug
from yarmarka.domain.sellers.types import SellerCard, Standing
from yarmarka.flows.feed_categories import FeedShelves
from yarmarka.flows.feed_offers import incoming_offer
from yarmarka.flows.feed_report import ImportCode, ImportReport, Tally
from yarmarka.flows.refresh_shelves import refresh_shelves
from yarmarka.kernel.ahead import one_ahead
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.money import convert_minor

BATCH: Final = 1_000
#: What is available without a number is there at least once.
ASSUMED_STOCK: Final = 1


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

    The seller's categories mean what they meant last time, or else ours of the same names; unknown ones are put
    up below the category `categories_below` (at the top without one) if `adopt_categories`, and else their rows
    are refused. `on_progress` is told how many rows were read. Two batches are in memory at a time, one being read
    while the other is stored, and each refused row. Raises Missing for an unknown seller or root category, and for
    a seller without a warehouse.
    """
    began = perf_counter()
    seller = seller_by_slug(seller_slug)
    warehouses = warehouses_of(seller_id=seller.id)
    if not warehouses:
        raise Missing(what="warehouse")
    tally = Tally()
    shelves = FeedShelves(seller_id=seller.id, adopts=adopt_categories, below=categories_below, now=now)
    intake = _Intake(seller, warehouses[0].id, shelves, tally, now)
    read = 0
    for rows in one_ahead(_batches(read_feed(source))):
        intake.take(list(_offers(rows, shelves, tally)))
        read += len(rows)
        if on_progress:
            on_progress(read)
    return tally.report(seconds=perf_counter() - began)


def _batches(rows: Iterator[FeedRow]) -> Iterator[list[FeedRow]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


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


class _Intake:
    """Stores batches of one feed."""

    def __init__(
        self, seller: SellerCard, warehouse_id: UUID, shelves: FeedShelves, tally: Tally, now: datetime
    ) -> None:
        self.seller_id, self.warehouse_id = seller.id, warehouse_id
        self.may_sell = seller.standing == Standing.APPROVED
        self.rates = rates_to("RUB", now=now)
        self.shelves, self.tally, self.now = shelves, tally, now

    def take(self, offers: Sequence[FeedOffer]) -> None:
        """Store a batch; if the database refuses it, find out which row it can't take."""
        self.shelves.prepare({offer.category for offer in offers})
        self._store([(offer, clean) for offer in offers if (clean := self._clean(offer))])

    def _clean(self, offer: FeedOffer) -> IncomingOffer | None:
        category = self.shelves.category_of(offer.category)
        if category is None:
            path = self.shelves.name_of(offer.category)
            self.tally.refuse(offer, "categoryId", ImportCode.CATEGORY_NOT_MAPPED, value=path)
            return None
        return incoming_offer(offer, category, self.tally)

    def _store(self, rows: Sequence[tuple[FeedOffer, IncomingOffer]]) -> None:
        if not rows:
            return
        try:
            with transaction.atomic():
                stored = self._store_whole(rows)
        except (DataError, IntegrityError) as cause:
            if len(rows) == 1:
                reason = str(cause).splitlines()[0][:200]
                self.tally.refuse(rows[0][0], "offer", ImportCode.NOT_STORABLE, reason=reason)
                return
            middle = len(rows) // 2
            self._store(rows[:middle])
            self._store(rows[middle:])
            return
        self.tally.accepted += len(stored)
        self.tally.created += sum(row.is_new for row in stored)
        self.tally.updated += sum(row.is_changed and not row.is_new for row in stored)

    def _store_whole(self, rows: Sequence[tuple[FeedOffer, IncomingOffer]]) -> tuple[StoredOffer, ...]:
        stored = store_offers(
            seller_id=self.seller_id,
            warehouse_id=self.warehouse_id,
            offers=[clean for _, clean in rows],
            expected=self._expected(rows),
            now=self.now,
        )
        recounted = count_stock(self._counts([offer for offer, _ in rows], stored), now=self.now)
        if recounted or any(row.is_changed for row in stored):
            left = {row.left_product_id for row in stored if row.left_product_id}
            refresh_shelves({row.product_id for row in stored} | left, now=self.now)
        return stored

    def _expected(self, rows: Sequence[tuple[FeedOffer, IncomingOffer]]) -> dict[str, int]:
        """Return the reference prices of what will be in stock, as the shelves will see it in a moment."""
        if not self.may_sell:
            return {}
        return {
            clean.sku: convert_minor(clean.price_minor, self.rates[clean.currency].rate)
            for offer, clean in rows
            if clean.currency in self.rates and offer.is_available and offer.stock != 0
        }

    def _counts(self, offers: Sequence[FeedOffer], stored: Sequence[StoredOffer]) -> list[Counted]:
        untold = [row.offer_id for offer, row in zip(offers, stored, strict=True) if _is_untold(offer)]
        free = available(untold) if untold else {}
        counts = []
        for offer, row in zip(offers, stored, strict=True):
            if not _is_untold(offer):
                counts.append(Counted(row.offer_id, (offer.stock or 0) if offer.is_available else 0))
            elif free.get(row.offer_id, 0) <= 0:
                self.tally.assume(offer, "count", ImportCode.STOCK_ASSUMED, pieces=ASSUMED_STOCK)
                counts.append(Counted(row.offer_id, ASSUMED_STOCK))
        return counts


def _is_untold(offer: FeedOffer) -> bool:
    return offer.is_available and offer.stock is None
