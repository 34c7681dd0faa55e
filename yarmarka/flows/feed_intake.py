"""Stores what feeds offer, batch by batch, each whole or not at all; or only sees what that would change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter
from typing import Final
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from yarmarka.connectors.feeds.types import FeedOffer
from yarmarka.domain.catalogue.actions import store_offers
from yarmarka.domain.catalogue.queries import attribute_book, prices_of
from yarmarka.domain.catalogue.rules.matching import fingerprint
from yarmarka.domain.catalogue.types import OfferPrice, StoredOffer
from yarmarka.domain.intake.actions import name_pictures
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.moderation.rules.rulebook import worst
from yarmarka.domain.moderation.types import Outcome
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.sellers.types import SellerCard, Standing
from yarmarka.flows.feed_categories import FeedShelves
from yarmarka.flows.feed_reading import Cleaning, CleanRow
from yarmarka.flows.feed_report import Difference, ImportCode, Tally
from yarmarka.flows.judge_cards import Judge, Judgement, need_in
from yarmarka.flows.refresh_shelves import refresh_shelves
from yarmarka.kernel.durable import commit_sooner, make_durable
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.money import convert_minor

#: What is available without a number is there at least once.
ASSUMED_STOCK: Final = 1


class _SeenEnough(Exception):
    """A batch was stored only to see what it changes: everything is taken back."""


class Intake:
    """Takes batches of one seller's offers. With `keeps` false nothing is kept: the tally tells what would change."""

    def __init__(
        self, seller: SellerCard, shelves: FeedShelves, tally: Tally, *, keeps: bool = True, now: datetime
    ) -> None:
        self.seller_id = seller.id
        self.may_sell = seller.standing == Standing.APPROVED
        self.rates = rates_to("RUB", now=now)
        self.shelves, self.tally, self.keeps, self.now = shelves, tally, keeps, now
        self.judge = Judge(seller_id=seller.id, now=now)
        self.cleaning = Cleaning(shelves.known, attribute_book(), self.judge.book)
        self._began = perf_counter()

    def take(self, offers: Sequence[FeedOffer], *, warehouse_id: UUID) -> None:
        """Put up the shelves that a batch needs, and clean and store it."""
        self.shelves.prepare({offer.category for offer in offers})
        self.store(self.cleaning.rows(offers, self.tally), warehouse_id=warehouse_id)

    def store(self, rows: Sequence[CleanRow], *, warehouse_id: UUID) -> None:
        """Store a batch in a warehouse; if the database refuses it, find out which row it can't take."""
        judgement = self.judge.judge(rows)
        if judgement.held:
            rows = [self._held(row, judgement) for row in rows]
        self._store(rows, warehouse_id, judgement)

    def finish(self) -> None:
        """Tell the seller of all cards that rules stopped, in one letter; a trial tells nobody.

        What was stored survives a crash from now on.
        """
        if self.keeps:
            self.judge.tell()
            make_durable()

    def _held(self, row: CleanRow, judgement: Judgement) -> CleanRow:
        findings = judgement.held.get(row.sku)
        if findings is None:
            return row
        code = ImportCode.CARD_REFUSED if worst(findings) == Outcome.REFUSED else ImportCode.CARD_WAITS
        met = {
            language: ", ".join(need_in(word, language) for finding in findings for word in finding.met)[:200]
            for language in LANGUAGES
        }
        self.tally.assume(row, "offer", code, met=met)
        held = replace(row.clean, is_held=True)
        return replace(row, clean=held, print=fingerprint(held))

    def _store(self, rows: Sequence[CleanRow], warehouse_id: UUID, judgement: Judgement) -> None:
        if not rows:
            return
        stored: tuple[StoredOffer, ...] = ()
        try:
            with transaction.atomic():
                commit_sooner()  # broken off, an import is done again
                before = {} if self.keeps else self._before(rows, warehouse_id)
                stored = self._store_whole(rows, warehouse_id)
                judgement = _only(judgement, rows)
                self.judge.note(judgement, stored)
                if not self.keeps:
                    self._tell_differences(rows, stored, before)
                    raise _SeenEnough
        except _SeenEnough:
            pass
        except (DataError, IntegrityError) as cause:
            if len(rows) == 1:
                reason = str(cause).splitlines()[0][:200]
                self.tally.refuse(rows[0], "offer", ImportCode.NOT_STORABLE, reason=reason)
                return
            middle = len(rows) // 2
            self._store(rows[:middle], warehouse_id, judgement)
            self._store(rows[middle:], warehouse_id, judgement)
            return
        self.judge.count(judgement.opens)
        self.tally.accepted += len(stored)
        self.tally.created += sum(row.is_new for row in stored)
        self.tally.updated += sum(row.is_changed and not row.is_new for row in stored)

    def _store_whole(self, rows: Sequence[CleanRow], warehouse_id: UUID) -> tuple[StoredOffer, ...]:
        now = self._moment()
        stored = store_offers(
            seller_id=self.seller_id,
            warehouse_id=warehouse_id,
            offers=[row.clean for row in rows],
            expected=self._expected(rows),
            prints={row.sku: row.print for row in rows},
            now=now,
        )
        name_pictures(
            {row.sku: row.picture_urls for row in rows if row.picture_urls},
            seller_id=self.seller_id,
            now=self.now,
        )
        recounted = count_stock(self._counts(rows, stored), now=now)
        if recounted or any(row.is_changed for row in stored):
            # New products were written down as they stand on the shelf: see `_expected`.
            known = {row.product_id for row in stored if not row.is_of_new_product}
            left = {row.left_product_id for row in stored if row.left_product_id}
            if known | left:
                refresh_shelves(known | left, now=now)
        return stored

    def _moment(self) -> datetime:
        """Return the moment of a batch, by which its keys sort: those of one moment would lie all over an index."""
        return self.now + timedelta(seconds=perf_counter() - self._began)

    def _expected(self, rows: Sequence[CleanRow]) -> dict[str, int]:
        """Return the reference prices of what will be in stock, as the shelves will see it in a moment."""
        if not self.may_sell:
            return {}
        return {
            row.sku: convert_minor(row.clean.price_minor, self.rates[row.clean.currency].rate)
            for row in rows
            if not row.clean.is_held
            and row.clean.currency in self.rates
            and row.is_available
            and row.stock != 0
        }

    def _counts(self, rows: Sequence[CleanRow], stored: Sequence[StoredOffer]) -> list[Counted]:
        untold = [now.offer_id for row, now in zip(rows, stored, strict=True) if _is_untold(row)]
        free = available(untold) if untold else {}
        counts = []
        for row, now in zip(rows, stored, strict=True):
            if not _is_untold(row):
                counts.append(Counted(now.offer_id, (row.stock or 0) if row.is_available else 0))
            elif free.get(now.offer_id, 0) <= 0:
                self.tally.assume(row, "count", ImportCode.STOCK_ASSUMED, pieces=ASSUMED_STOCK)
                counts.append(Counted(now.offer_id, ASSUMED_STOCK))
        return counts

    def _before(self, rows: Sequence[CleanRow], warehouse_id: UUID) -> dict[str, OfferPrice]:
        skus = [row.sku for row in rows]
        return prices_of(skus, seller_id=self.seller_id, warehouse_id=warehouse_id)

    def _tell_differences(
        self, rows: Sequence[CleanRow], stored: Sequence[StoredOffer], before: dict[str, OfferPrice]
    ) -> None:
        for row, result in zip(rows, stored, strict=True):
            if not result.is_changed:
                continue
            was = before.get(row.sku)
            self.tally.differ(
                Difference(
                    line=row.line,
                    offer=row.sku,
                    title=row.title,
                    is_new=result.is_new,
                    before_minor=was.price_minor if was else None,
                    before_currency=was.currency if was else "",
                    after_minor=row.clean.price_minor,
                    after_currency=row.clean.currency,
                )
            )


def _only(judgement: Judgement, rows: Sequence[CleanRow]) -> Judgement:
    """Return what was said of some rows: a batch that the database refuses is stored in parts."""
    here = {row.sku for row in rows}
    return replace(
        judgement,
        opens=[case for case in judgement.opens if case.sku in here],
        lapses=[sku for sku in judgement.lapses if sku in here],
    )


def _is_untold(row: CleanRow) -> bool:
    return row.is_available and row.stock is None
