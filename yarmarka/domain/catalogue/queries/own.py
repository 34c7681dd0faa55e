"""What a seller offers already, as imports ask for it."""

from collections.abc import Collection, Iterator
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.catalogue.types import ListedOffer, OfferPrice, OfferStatus

_AT_ONCE: Final = 2_000


def prices_of(skus: Collection[str], *, seller_id: UUID, warehouse_id: UUID) -> dict[str, OfferPrice]:
    """Return by SKU what a seller asks for what lies in a warehouse."""
    rows = Offer.objects.filter(seller_id=seller_id, warehouse_id=warehouse_id, sku__in=list(skus))
    return {row.sku: OfferPrice(row.price_minor, row.currency) for row in rows}


def offers_of_seller(*, seller_id: UUID, warehouse_id: UUID) -> Iterator[ListedOffer]:
    """Yield a seller's active offers in a warehouse, by SKU; a batch of them in memory at a time."""
    rows = Offer.objects.filter(
        seller_id=seller_id, warehouse_id=warehouse_id, status=OfferStatus.ACTIVE
    ).order_by("sku")
    last = ""
    while batch := list(rows.filter(sku__gt=last).values_list("id", "sku", "product_id")[:_AT_ONCE]):
        yield from (ListedOffer(*row, warehouse_id=warehouse_id) for row in batch)
        last = batch[-1][1]


def offers_under(skus: Collection[str], *, seller_id: UUID) -> list[ListedOffer]:
    """Return a seller's offers under these SKUs, in whichever warehouse."""
    rows = Offer.objects.filter(seller_id=seller_id, sku__in=list(skus))
    return [
        ListedOffer(*row)
        for row in rows.order_by("sku").values_list("id", "sku", "product_id", "warehouse_id")
    ]
