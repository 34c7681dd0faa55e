"""What does a feed say of a shop's goods that can be had now?"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from yarmarka.domain.pricing.rules import convert
from yarmarka.domain.pricing.types import Rate
from yarmarka.kernel.sql import Statement
from yarmarka.reads.offer_deliveries import OfferDelivery, offer_deliveries
from yarmarka.vocabulary.assortments import Assortment
from yarmarka.vocabulary.money import Money

_GOODS: Final = Statement.beside(__file__, "feed_goods")


class SoldOffer(msgspec.Struct, frozen=True):
    """An offer that can be had, in its seller's currency and in every language that somebody wrote."""

    id: UUID
    product_id: UUID
    path: list[UUID]
    titles: dict[str, str]
    descriptions: dict[str, str]
    attributes: list[dict[str, Any]]
    brand: str
    part_number: str
    gtin: str
    options: dict[str, str]
    price_minor: int
    old_price_minor: int | None
    currency: str
    weight_g: int
    volume_mm3: int
    #: length, width, height, packed; noughts where nobody has told
    sides_mm: tuple[int, int, int]
    origin: str
    hs_code: str
    seller_id: UUID
    seller_kind: str
    sent_from: str
    pictures: list[str]


class _Piece(msgspec.Struct, frozen=True):
    id: UUID
    price: Money
    sent_from: str
    weight_g: int
    volume_mm3: int
    longest_mm: int
    seller_kind: str
    hs_code: str


def feed_goods(
    product_ids: Collection[UUID], *, currencies: Collection[str], assortment: Assortment
) -> list[SoldOffer]:
    """Return the offers of some products that a shop sells and that can be had now, in one statement.

    Offers in a currency that can't be converted are left out.
    """
    categories = None if assortment.categories is None else sorted(assortment.categories)
    return _GOODS.decoded(
        list[SoldOffer],
        product_ids=list(product_ids),
        currencies=list(currencies),
        categories=categories,
        **assortment.as_columns(),
    )


def deliveries_of(
    offers: Iterable[SoldOffer], *, country: str, currency: str, rates: dict[str, Rate], now: datetime
) -> dict[UUID, OfferDelivery]:
    """Return the cheapest delivery of one piece of each to a country; what nobody brings there is left out."""
    pieces = [
        _Piece(
            id=offer.id,
            price=convert(Money(offer.price_minor, offer.currency), to=currency, rates=rates),
            sent_from=offer.sent_from,
            weight_g=offer.weight_g,
            volume_mm3=offer.volume_mm3,
            longest_mm=max(offer.sides_mm),
            seller_kind=offer.seller_kind,
            hs_code=offer.hs_code,
        )
        for offer in offers
    ]
    return offer_deliveries(pieces, destination=country, currency=currency, now=now)
