"""What does a list show of a product: title, drawing, lowest price in the reader's currency, and from where?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from yarmarka.domain.pricing.rules import convert
from yarmarka.domain.pricing.types import Rate
from yarmarka.domain.reviews.rules import mean_of
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.money import Money

_CARDS: Final = Statement.beside(__file__, "product_cards")


@dataclass(frozen=True)
class ProductCard:
    """A product in a list. Price, seller and country are those of the cheapest offer that can be had now;
    without one the product is sold out and has no price."""

    id: UUID
    title: str
    brand: str
    picture: str
    tint: int
    currency: str
    price: Money | None
    old_price: Money | None
    offer_id: UUID | None
    offer_count: int
    seller_id: UUID | None
    seller_name: str
    country: str
    #: the plain mean of its reviews' stars; nothing before the first one
    rating: Decimal | None = None
    rating_count: int = 0
    #: of the cheapest offer: what it takes to say when it comes and what that costs
    seller_kind: str = ""
    sent_from: str = ""
    weight_g: int = 0
    hs_code: str = ""

    @property
    def price_minor(self) -> int | None:
        """The lowest price in minor units of the reader's currency."""
        return self.price.minor if self.price else None

    @property
    def old_minor(self) -> int | None:
        """What the cheapest offer cost before, in minor units."""
        return self.old_price.minor if self.old_price else None

    @property
    def is_sold_out(self) -> bool:
        """Whether nobody has a piece left."""
        return self.price is None


@dataclass(frozen=True)
class _Row:
    id: UUID
    titles: dict[str, str]
    brand: str
    tint: int
    picture: str
    offer_id: UUID | None
    price_minor: int | None
    old_price_minor: int | None
    currency: str | None
    seller_id: UUID | None
    seller_name: str | None
    country: str | None
    seller_kind: str | None
    sent_from: str | None
    weight_g: int | None
    hs_code: str | None
    offer_count: int
    rating_total: int
    rating_count: int


def product_cards(
    ids: Sequence[UUID],
    *,
    currency: str,
    rates: Mapping[str, Rate],
    language: str,
    assortment: Assortment = EVERYTHING,
) -> tuple[ProductCard, ...]:
    """Return products as a list shows them, in the order of `ids`, in one statement; hidden ones are left out, and
    offers that the shop does not sell don't count.

    `rates` are those into `currency`, by base; offers in a currency without a rate can't be compared.
    """
    if not ids:
        return ()
    rows = _CARDS.rows(
        _Row,
        ids=list(ids),
        currencies=list(rates),
        rates=[rate.rate for rate in rates.values()],
        **assortment.as_columns(),
    )
    return tuple(_card(row, currency, rates, language) for row in rows)


def _card(row: _Row, currency: str, rates: Mapping[str, Rate], language: str) -> ProductCard:
    return ProductCard(
        id=row.id,
        title=in_language(row.titles, language),
        brand=row.brand,
        picture=row.picture,
        tint=row.tint,
        currency=currency,
        price=_converted(row.price_minor, row.currency, currency, rates),
        old_price=_converted(row.old_price_minor, row.currency, currency, rates),
        offer_id=row.offer_id,
        offer_count=row.offer_count,
        seller_id=row.seller_id,
        seller_name=row.seller_name or "",
        country=row.country or "",
        rating=mean_of(row.rating_total, row.rating_count),
        rating_count=row.rating_count,
        seller_kind=row.seller_kind or "",
        sent_from=row.sent_from or "",
        weight_g=row.weight_g or 0,
        hs_code=row.hs_code or "",
    )


def _converted(minor: int | None, own: str | None, currency: str, rates: Mapping[str, Rate]) -> Money | None:
    return convert(Money(minor, own), to=currency, rates=rates) if minor is not None and own else None
