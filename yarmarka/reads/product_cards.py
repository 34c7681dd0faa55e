"""What does a list show of a product: title, drawing, price in the reader's currency, and from where?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.catalogue.rules.featured import MOST_CONTENDERS
from yarmarka.domain.catalogue.types import Reliability
from yarmarka.domain.pricing.rules import convert
from yarmarka.domain.pricing.types import Rate
from yarmarka.domain.reviews.rules import mean_of
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.money import Money

_CARDS: Final = Statement.beside(__file__, "product_cards")


@dataclass(frozen=True)
class CardOffer:
    """An offer of a product in a list, with what it takes to say when it comes and what that costs."""

    id: UUID
    price: Money
    old_price: Money | None
    seller_id: UUID
    seller_name: str
    country: str
    seller_kind: str
    sent_from: str
    weight_g: int
    volume_mm3: int
    longest_mm: int
    hs_code: str
    reliability: Reliability


@dataclass(frozen=True)
class ProductCard:
    """A product in a list. `offers` are the cheapest that can be had now, by price; the first stands for it unless
    another is featured. Without any the product is sold out and has no price."""

    id: UUID
    title: str
    brand: str
    picture: str
    tint: int
    currency: str
    offers: tuple[CardOffer, ...]
    offer_count: int
    #: the plain mean of its reviews' stars; nothing before the first one
    rating: Decimal | None = None
    rating_count: int = 0
    #: the offer that is shown; the cheapest unless told
    featured: CardOffer | None = None

    @property
    def offer(self) -> CardOffer | None:
        """The offer whose price and seller are shown."""
        return self.featured or next(iter(self.offers), None)

    @property
    def price(self) -> Money | None:
        """The price that is shown."""
        return self.offer.price if self.offer else None

    @property
    def price_minor(self) -> int | None:
        """The same in minor units of the reader's currency."""
        return self.price.minor if self.price else None

    @property
    def lowest(self) -> Money | None:
        """The lowest price of the goods alone."""
        return self.offers[0].price if self.offers else None

    @property
    def old_price(self) -> Money | None:
        """What the offer cost before, if that is to be shown."""
        return self.offer.old_price if self.offer else None

    @property
    def old_minor(self) -> int | None:
        """The same in minor units."""
        return self.old_price.minor if self.old_price else None

    @property
    def offer_id(self) -> UUID | None:
        """Which offer is shown."""
        return self.offer.id if self.offer else None

    @property
    def seller_id(self) -> UUID | None:
        """Whose offer is shown."""
        return self.offer.seller_id if self.offer else None

    @property
    def seller_name(self) -> str:
        """How they are called."""
        return self.offer.seller_name if self.offer else ""

    @property
    def country(self) -> str:
        """Where they trade from."""
        return self.offer.country if self.offer else ""

    @property
    def is_sold_out(self) -> bool:
        """Whether nobody has a piece left."""
        return not self.offers


@dataclass(frozen=True)
class _Row:
    id: UUID
    titles: dict[str, str]
    brand: str
    tint: int
    picture: str
    offers: list[dict[str, Any]]
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
        most=MOST_CONTENDERS,
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
        offers=tuple(_offer(facts, currency, rates) for facts in row.offers),
        offer_count=row.offer_count,
        rating=mean_of(row.rating_total, row.rating_count),
        rating_count=row.rating_count,
    )


def _offer(facts: Mapping[str, Any], currency: str, rates: Mapping[str, Rate]) -> CardOffer:
    own, old = facts["currency"], facts["old_price_minor"]
    return CardOffer(
        id=UUID(facts["id"]),
        price=convert(Money(facts["price_minor"], own), to=currency, rates=rates),
        old_price=convert(Money(old, own), to=currency, rates=rates) if old else None,
        seller_id=UUID(facts["seller_id"]),
        seller_name=facts["seller_name"],
        country=facts["country"],
        seller_kind=facts["seller_kind"],
        sent_from=facts["sent_from"],
        weight_g=facts["weight_g"],
        volume_mm3=facts["volume_mm3"],
        longest_mm=facts["longest_mm"],
        hs_code=facts["hs_code"],
        reliability=Reliability(facts["reliability"]),
    )
