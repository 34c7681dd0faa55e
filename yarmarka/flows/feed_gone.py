"""What a whole feed leaves out is sold out; but a broken feed never empties a shop."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue.queries import offers_of_seller
from yarmarka.domain.catalogue.types import ListedOffer
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.inventory.types import Counted
from yarmarka.flows.feed_report import ImportCode, Tally
from yarmarka.flows.refresh_shelves import refresh_shelves

#: so many may be gone without a question, whatever part of the shop they are
FEW: Final = 10
#: of more than those, at most this part
MOST_PERCENT: Final = 30
_BATCH: Final = 1_000


def is_suspicious(*, gone: int, known: int) -> bool:
    """Test if so much of a shop is gone that a mistake is likelier than an end of stock."""
    return gone > FEW and gone * 100 > known * MOST_PERCENT


class Roll:
    """Who was there: the articles that a feed names, eight bytes of a hash for each."""

    def __init__(self, *, seller_id: UUID, warehouse_id: UUID) -> None:
        self._seller_id, self._warehouse_id = seller_id, warehouse_id
        self._present: set[int] = set()

    def call(self, skus: Iterable[str]) -> None:
        """Note articles."""
        self._present.update(map(_mark, skus))

    def empty_missing(self, tally: Tally, *, may_empty: bool, keeps: bool, now: datetime) -> None:
        """Count as none left what can be bought and was not named; suspiciously much only if the seller says so.

        A feed that broke off names nothing that stood below the break: then nothing is counted.
        """
        on_sale = offers_of_seller(seller_id=self._seller_id, warehouse_id=self._warehouse_id)
        known, missing = 0, []
        for batch in _batches(on_sale):
            free = available([offer.id for offer in batch])
            live = [offer for offer in batch if free.get(offer.id, 0) > 0]
            known += len(live)
            missing += [
                (offer.id, offer.product_id) for offer in live if _mark(offer.sku) not in self._present
            ]
        if not missing:
            return
        facts = {"gone": len(missing), "known": known}
        if not tally.is_whole or (is_suspicious(gone=len(missing), known=known) and not may_empty):
            tally.warn(ImportCode.TOO_MANY_GONE, **facts)
            return
        tally.gone = len(missing)
        if keeps:
            empty(missing, now=now)


def empty(offers: list[tuple[UUID, UUID]], *, now: datetime) -> None:
    """Count offers, each with its product, as none left; what orders hold stays promised."""
    for start in range(0, len(offers), _BATCH):
        batch = offers[start : start + _BATCH]
        with transaction.atomic():
            count_stock([Counted(offer_id, 0) for offer_id, _ in batch], now=now)
            refresh_shelves({product_id for _, product_id in batch}, now=now)


def _mark(sku: str) -> int:
    return int.from_bytes(hashlib.blake2b(sku.encode(), digest_size=8).digest())


def _batches(offers: Iterator[ListedOffer]) -> Iterator[list[ListedOffer]]:
    while batch := list(islice(offers, _BATCH)):
        yield batch
