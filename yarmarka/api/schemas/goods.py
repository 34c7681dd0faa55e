"""Categories, products and offers, as anybody may see them."""

from pydantic import Field

from yarmarka.api.ids import CategoryId, OfferId, ProductId, SellerId
from yarmarka.api.schemas.common import Amount, Currency
from yarmarka.api.shapes import Schema
from yarmarka.domain.catalogue.types import CategoryCard
from yarmarka.presentation.locales import current_language
from yarmarka.reads.pages import ListPage
from yarmarka.reads.product_cards import ProductCard
from yarmarka.reads.product_page import ProductPage, SellerOffer
from yarmarka.vocabulary.goods import in_language


class CategoryOut(Schema):
    """A category; `parent_id` is of the one that it lies in."""

    id: CategoryId
    parent_id: CategoryId | None
    slug: str
    name: str

    @classmethod
    def of(cls, card: CategoryCard) -> "CategoryOut":
        """Return a category in the language of the request."""
        return cls(
            id=card.id,
            parent_id=card.parent_id,
            slug=card.slug,
            name=in_language(card.names, current_language()),
        )


class CategoryList(Schema):
    """The whole tree, those above before those below."""

    items: list[CategoryOut]


class ProductListed(Schema):
    """A product in a list, with the cheapest offer that can be had; without one it is sold out."""

    id: ProductId
    title: str
    brand: str
    price: Amount | None
    old_price: Amount | None
    offer_id: OfferId | None
    offer_count: int
    seller: str
    seller_country: str

    @classmethod
    def of(cls, card: ProductCard) -> "ProductListed":
        """Return a product as a list shows it."""
        return cls(
            id=card.id,
            title=card.title,
            brand=card.brand,
            price=Amount.from_money(card.price) if card.price else None,
            old_price=Amount.from_money(card.old_price) if card.old_price else None,
            offer_id=card.offer_id,
            offer_count=card.offer_count,
            seller=card.seller_name,
            seller_country=card.country,
        )


class PageOut(Schema):
    """Which page of a list this is. Of a very long list the total is a lower bound."""

    number: int
    size: int
    total: int
    is_total_exact: bool
    has_next: bool

    @classmethod
    def of(cls, page: ListPage) -> "PageOut":
        """Return a page's place in its list."""
        return cls(
            number=page.number,
            size=page.size,
            total=page.total,
            is_total_exact=page.is_total_exact,
            has_next=page.has_next,
        )


class ProductList(Schema):
    """A page of products. `is_fallback`: nothing has all the words, so these have some of them."""

    items: list[ProductListed]
    page: PageOut
    currency: Currency
    is_fallback: bool


class OfferOut(Schema):
    """One seller's offer. `price` is in the currency asked for, `own_price` is what the seller asks."""

    id: OfferId
    options: dict[str, str]
    seller_id: SellerId
    seller: str
    seller_country: str
    sent_from: str
    price: Amount
    old_price: Amount | None
    own_price: Amount
    rate: str = Field(description="The recorded rate that `own_price` was converted at.")
    stock: str = Field(description="`plenty`, `few` or `none`.")
    available: int
    weight_g: int
    origin_country: str

    @classmethod
    def of(cls, offer: SellerOffer) -> "OfferOut":
        """Return an offer as the API says it."""
        return cls(
            id=offer.id,
            options=offer.options,
            seller_id=offer.seller_id,
            seller=offer.seller_name,
            seller_country=offer.country,
            sent_from=offer.sent_from,
            price=Amount.from_money(offer.price),
            old_price=Amount.from_money(offer.old_price) if offer.old_price else None,
            own_price=Amount.from_money(offer.own_price),
            rate=str(offer.rate.rate),
            stock=offer.stock.value,
            available=max(0, offer.available),
            weight_g=offer.weight_g,
            origin_country=offer.origin_country,
        )


class AttributeOut(Schema):
    """One line of a product's description in facts."""

    name: str
    value: str


class ProductOut(Schema):
    """A product with all that is on sale of it: what can be had first, then by price."""

    id: ProductId
    title: str
    description: str
    brand: str
    part_number: str
    attributes: list[AttributeOut]
    category_ids: list[CategoryId]
    offers: list[OfferOut]

    @classmethod
    def of(cls, page: ProductPage) -> "ProductOut":
        """Return a product as the API says it."""
        return cls(
            id=page.id,
            title=page.title,
            description=page.description,
            brand=page.brand,
            part_number=page.part_number,
            attributes=[AttributeOut(name=fact.name, value=fact.value) for fact in page.attributes],
            category_ids=[crumb.id for crumb in page.breadcrumbs],
            offers=[OfferOut.of(offer) for offer in page.offers],
        )
