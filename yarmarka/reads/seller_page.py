"""Who is this seller, how was that checked, how do its orders go, and on which shelves are its goods?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.sellers.models import Seller
from yarmarka.domain.sellers.queries import card as seller_card
from yarmarka.domain.sellers.rules import ENOUGH, IDENTIFIERS, RECORD_DAYS
from yarmarka.domain.sellers.types import SellerCard, Standing, TradeRecord
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement
from yarmarka.reads.seller_record import seller_record
from yarmarka.reads.shelf import ShelfLink, link

_SHELVES: Final = Statement.beside(__file__, "seller_shelves")


@dataclass(frozen=True)
class SellerPage:
    """A seller as shoppers see it. `checked` names the numbers that were checked, `checked_at` when they were."""

    card: SellerCard
    checked: tuple[str, ...]
    checked_at: datetime
    record: TradeRecord
    shelf_ids: frozenset[UUID]

    @property
    def record_days(self) -> int:
        """Of how many days the record is."""
        return RECORD_DAYS

    @property
    def has_record(self) -> bool:
        """Whether there were orders enough to say anything by."""
        return self.record.orders >= ENOUGH

    def shelves(self, language: str) -> list[ShelfLink]:
        """Return the shelves of the first level that its goods lie on."""
        first = (card for card in categories() if card.parent_id is None)
        return [link(card, language) for card in first if card.id in self.shelf_ids]


def seller_page(slug: str, *, now: datetime) -> SellerPage:
    """Return what a seller's page says of it. Raises Missing, also for one that may not sell now."""
    row = Seller.objects.filter(slug=slug, standing=Standing.APPROVED).first()
    if row is None or row.decided_at is None:
        raise Missing(what="seller")
    registration, tax = IDENTIFIERS[row.country]
    numbers = (registration[0], tax[0] if tax and row.tax_number else "")
    return SellerPage(
        card=seller_card(row),
        checked=tuple(filter(None, numbers)),
        checked_at=row.decided_at,
        record=seller_record(seller_id=row.id, now=now),
        shelf_ids=frozenset(_SHELVES.column(seller_id=row.id)),
    )
