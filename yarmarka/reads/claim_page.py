"""A claim as one page: what it is about, what was said and shown, what happened, and what happens next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yarmarka.domain.orders.queries import given_back_of, lines_of, orders, seller_orders
from yarmarka.domain.orders.types import LineCard, OrderCard, SellerOrderCard
from yarmarka.domain.pictures.queries import stored
from yarmarka.domain.protection.queries import claim, photos_of, steps_of
from yarmarka.domain.protection.rules import told_of_refund
from yarmarka.domain.protection.types import ClaimCard, ClaimStep
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.domain.shipping.queries import parcels
from yarmarka.domain.shipping.types import ParcelCard
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.pictures import Picture


@dataclass(frozen=True)
class ClaimPage:
    """A claim with all that its reader needs."""

    claim: ClaimCard
    order: OrderCard
    part: SellerOrderCard
    seller: SellerCard
    lines: Collection[LineCard]
    parcel: ParcelCard | None
    #: what of the part has not gone back: an open claim freezes so much
    left_minor: int
    photos: Collection[Picture]
    steps: Collection[ClaimStep]

    @property
    def refund(self) -> Mapping[str, Any]:
        """What was written down of its refund; nothing while there is none."""
        return told_of_refund(self.steps)


def claim_page(claim_id: UUID, *, person_id: UUID | None = None, seller_id: UUID | None = None) -> ClaimPage:
    """Return a claim, to its shopper (`person_id`), to its seller, or to staff. Raises Missing for anybody else."""
    card = claim(claim_id)
    if person_id not in {None, card.person_id} or seller_id not in {None, card.seller_id}:
        raise Missing(what="claim")
    shown = photos_of(card.id)
    part = seller_orders([card.seller_order_id])[card.seller_order_id]
    gone = given_back_of([part.id]).get(part.id)
    pictures = stored(shown)
    boxes = parcels([card.parcel_id]) if card.parcel_id else {}
    return ClaimPage(
        claim=card,
        order=orders([card.order_id])[card.order_id],
        part=part,
        seller=sellers([card.seller_id])[card.seller_id],
        lines=lines_of([card.seller_order_id]),
        parcel=boxes.get(card.parcel_id) if card.parcel_id else None,
        left_minor=part.total_minor - (gone.total_minor if gone else 0),
        photos=[pictures[key].picture for key in shown],
        steps=steps_of([card.id]),
    )
