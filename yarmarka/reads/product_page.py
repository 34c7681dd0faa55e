"""What is this product, who sells it, for how much, and is there any left?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.catalogue.types import Reliability
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.pricing.rules import convert
from yarmarka.domain.pricing.types import Rate
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement
from yarmarka.reads.shelf import ShelfLink, link
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment
from yarmarka.vocabulary.goods import Spoken, in_language, shown_in, spoken_in, words_in
from yarmarka.vocabulary.money import Money

_PRODUCT: Final = Statement.beside(__file__, "product")
_OFFERS: Final = Statement.beside(__file__, "product_offers")
#: Of so few pieces a reader is told the number.
FEW: Final = 5


class StockState(StrEnum):
    """Whether there is any left."""

    PLENTY = "plenty"
    FEW = "few"
    NONE = "none"


@dataclass(frozen=True)
class Attribute:
    """One line of a product's description in facts."""

    name: str
    value: str


@dataclass(frozen=True)
class View:
    """One of a product's pictures, and what is to be seen in it."""

    reference: str
    alt: str


@dataclass(frozen=True)
class SellerOffer:
    """A seller's offer. `price` is in the reader's currency, `own_price` is what the seller asks."""

    id: UUID
    variant_id: UUID
    options: dict[str, str]
    seller_id: UUID
    seller_slug: str
    seller_name: str
    country: str
    sent_from: str
    price: Money
    old_price: Money | None
    own_price: Money
    rate: Rate
    stock: StockState
    available: int
    weight_g: int
    volume_mm3: int
    longest_mm: int
    origin_country: str
    seller_kind: str
    hs_code: str
    reliability: Reliability


@dataclass(frozen=True)
class VariantChoice:
    """One make of the product, with its cheapest offer that can be had, if there is one."""

    id: UUID
    options: dict[str, str]
    gtin: str
    cheapest: SellerOffer | None


@dataclass(frozen=True)
class ProductPage:
    """A product with all that is on sale of it: what can be had first, then by price."""

    id: UUID
    #: in the reader's language, or else in the one that there is
    title_said: Spoken
    description_said: Spoken
    brand: str
    part_number: str
    attributes: tuple[Attribute, ...]
    picture: str
    tint: int
    views: tuple[View, ...]
    currency: str
    breadcrumbs: tuple[ShelfLink, ...]
    variants: tuple[VariantChoice, ...]
    offers: tuple[SellerOffer, ...]

    @property
    def title(self) -> str:
        """What the product is called."""
        return self.title_said.text

    @property
    def description(self) -> str:
        """What is said of it; empty where nothing is."""
        return self.description_said.text


@dataclass(frozen=True)
class _ProductRow:
    id: UUID
    category_path: list[UUID]
    titles: dict[str, str]
    descriptions: dict[str, str]
    text_origins: dict[str, dict[str, str]]
    attributes: list[dict[str, Any]]
    brand: str
    part_number: str
    picture: str
    tint: int
    pictures: list[dict[str, Any]]


@dataclass(frozen=True)
class _OfferRow:
    id: UUID
    variant_id: UUID
    options: dict[str, str]
    position: int
    gtin: str
    seller_id: UUID
    seller_slug: str
    seller_name: str
    country: str
    sent_from: str
    sku: str
    price_minor: int
    old_price_minor: int | None
    currency: str
    weight_g: int
    volume_mm3: int
    longest_mm: int
    origin_country: str
    hs_code: str
    seller_kind: str
    reliability: str
    available: int


def product_page(
    product_id: UUID,
    *,
    currency: str,
    language: str,
    assortment: Assortment = EVERYTHING,
    now: datetime,
) -> ProductPage:
    """Return a product's page, in two statements and from what is remembered: rates and categories.

    `breadcrumbs` end with the product's own category.

    Raises Missing for an unknown or hidden product, and for one of which a shop with an assortment of its own sells
    nothing; where everything is sold, one that nobody offers any more still has its page.
    """
    product = _PRODUCT.one(_ProductRow, product_id=product_id)
    if product is None:
        raise Missing(what="product")
    rates = rates_to(currency, now=now)
    rows = _OFFERS.rows(_OfferRow, product_id=product_id, currencies=list(rates), **assortment.as_columns())
    is_shelved = assortment.categories is None or not assortment.categories.isdisjoint(product.category_path)
    if not is_shelved or not (rows or assortment.is_everything):
        raise Missing(what="product")
    offers = sorted((_offer(row, currency, rates) for row in rows), key=_by_price)
    crumbs = _breadcrumbs(product.category_path, language)
    return ProductPage(
        id=product.id,
        title_said=spoken_in(product.titles, product.text_origins.get("titles", {}), language),
        description_said=spoken_in(
            product.descriptions, product.text_origins.get("descriptions", {}), language
        ),
        brand=product.brand,
        part_number=product.part_number,
        attributes=tuple(_attributes(product.attributes, language)),
        picture=product.picture or (crumbs[-1].picture if crumbs else ""),
        tint=product.tint,
        views=tuple(
            View(each["reference"], in_language(each["alts"], language)) for each in product.pictures
        ),
        currency=currency,
        breadcrumbs=crumbs,
        variants=_variants(rows, offers),
        offers=tuple(offers),
    )


def _breadcrumbs(path: Sequence[UUID], language: str) -> tuple[ShelfLink, ...]:
    known = {card.id: card for card in categories()}
    return tuple(link(known[key], language) for key in path if key in known)


def _offer(row: _OfferRow, currency: str, rates: Mapping[str, Rate]) -> SellerOffer:
    own = Money(row.price_minor, row.currency)
    old = Money(row.old_price_minor, row.currency) if row.old_price_minor else None
    return SellerOffer(
        id=row.id,
        variant_id=row.variant_id,
        options=row.options,
        seller_id=row.seller_id,
        seller_slug=row.seller_slug,
        seller_name=row.seller_name,
        country=row.country,
        sent_from=row.sent_from,
        price=convert(own, to=currency, rates=rates),
        old_price=convert(old, to=currency, rates=rates) if old else None,
        own_price=own,
        rate=rates[row.currency],
        stock=_stock_state(row.available),
        available=row.available,
        weight_g=row.weight_g,
        volume_mm3=row.volume_mm3,
        longest_mm=row.longest_mm,
        origin_country=row.origin_country,
        seller_kind=row.seller_kind,
        hs_code=row.hs_code,
        reliability=Reliability(row.reliability),
    )


def _stock_state(available: int) -> StockState:
    if available <= 0:
        return StockState.NONE
    return StockState.FEW if available <= FEW else StockState.PLENTY


def _by_price(offer: SellerOffer) -> tuple[bool, int, UUID]:
    return offer.available <= 0, offer.price.minor, offer.id


def _cheapest(offers: Iterable[SellerOffer]) -> SellerOffer | None:
    return next((offer for offer in offers if offer.available > 0), None)


def _variants(rows: Sequence[_OfferRow], offers: Sequence[SellerOffer]) -> tuple[VariantChoice, ...]:
    by_id = {row.variant_id: row for row in sorted(rows, key=lambda row: (row.position, row.variant_id))}
    return tuple(
        VariantChoice(
            id=key,
            options=row.options,
            gtin=row.gtin,
            cheapest=_cheapest(offer for offer in offers if offer.variant_id == key),
        )
        for key, row in by_id.items()
    )


def _attributes(facts: Iterable[Mapping[str, Any]], language: str) -> Iterable[Attribute]:
    for fact in facts:
        unit = words_in(fact.get("unit"), language)
        value = shown_in(fact.get("value"), language)
        if value:
            yield Attribute(name=words_in(fact.get("name"), language), value=f"{value} {unit}".strip())
