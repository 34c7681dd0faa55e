"""What lies on this shelf, and which shelves are above and below it?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.queries import (
    categories,
    categories_with_goods,
    category_by_slug,
    list_products,
)
from yarmarka.domain.catalogue.types import BrandCard, CategoryCard, ProductFilter, Sort
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.kernel.remembered import Remembered
from yarmarka.reads.pages import ListPage
from yarmarka.reads.product_cards import ProductCard, product_cards
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment
from yarmarka.vocabulary.goods import in_language

CARDS_PER_PAGE: Final = 24
#: Orders that a shelf can be in; a shelf has no words for goods to be relevant to.
SHELF_SORTS: Final = (Sort.NEWEST, Sort.PRICE, Sort.PRICE_DESC)


#: by the shop's code
_FULL: Final[defaultdict[str, Remembered[frozenset[UUID]]]] = defaultdict(Remembered)


@dataclass(frozen=True)
class ShelfLink:
    """A category as a page links to it."""

    id: UUID
    slug: str
    name: str
    picture: str


@dataclass(frozen=True)
class Shelf:
    """A page of a category. `breadcrumbs` are the shelves above it, the widest first."""

    category: ShelfLink
    breadcrumbs: tuple[ShelfLink, ...]
    children: tuple[ShelfLink, ...]
    cards: tuple[ProductCard, ...]
    page: ListPage
    sort: Sort


def shelf(
    slug: str,
    *,
    currency: str,
    language: str,
    sort: Sort = Sort.NEWEST,
    page: int = 1,
    per_page: int = CARDS_PER_PAGE,
    assortment: Assortment = EVERYTHING,
    now: datetime,
) -> Shelf:
    """Return a page (from 1) of a category and all below it, in three statements however much it holds,
    and from what is remembered: rates, categories, how much lies there.

    A page beyond the last one is empty. Raises Missing for an unknown category.
    """
    category = category_by_slug(slug)
    above, below = shelves_around(category, language=language)
    cards, list_page = listed(
        category.id,
        currency=currency,
        language=language,
        sort=sort,
        page=page,
        per_page=per_page,
        assortment=assortment,
        now=now,
    )
    return Shelf(link(category, language), above, below, cards, list_page, sort)


def listed(
    category_id: UUID | None,
    *,
    currency: str,
    language: str,
    sort: Sort = Sort.NEWEST,
    page: int = 1,
    per_page: int = CARDS_PER_PAGE,
    brand: BrandCard | None = None,
    seller_id: UUID | None = None,
    assortment: Assortment = EVERYTHING,
    now: datetime,
) -> tuple[tuple[ProductCard, ...], ListPage]:
    """Return a page of goods of one category, or of all, with the page's place in the list.

    With a brand, a seller or a shop's assortment only what these leave counts, also for the price.
    """
    number = max(1, page)
    wanted = ProductFilter(
        category_id=category_id,
        assortment=assortment,
        brand_spellings=brand.spellings if brand else (),
        seller_id=seller_id,
    )
    found = list_products(wanted, sort=sort, limit=per_page, offset=(number - 1) * per_page)
    rates = rates_to(currency, now=now)
    sold = assortment.only_of(seller_id) if seller_id else assortment
    cards = product_cards(found.ids, currency=currency, rates=rates, language=language, assortment=sold)
    return cards, ListPage(number, per_page, found.total, is_total_exact=found.is_total_exact)


def shelves_around(
    category: CategoryCard, *, language: str
) -> tuple[tuple[ShelfLink, ...], tuple[ShelfLink, ...]]:
    """Return the shelves above a category, widest first, and those right below it."""
    tree = categories()
    known = {card.id: card for card in tree}
    return (
        tuple(link(known[key], language) for key in category.path[:-1] if key in known),
        tuple(link(card, language) for card in tree if card.parent_id == category.id),
    )


def shelves_with_goods(shop: str, assortment: Assortment) -> frozenset[UUID]:
    """Return the categories under which a shop has anything to sell; may be a few seconds old."""
    remembered = _FULL[shop]
    known = remembered.get()
    return remembered.keep(categories_with_goods(assortment)) if known is None else known


def link(category: CategoryCard, language: str) -> ShelfLink:
    """Return a category as a page links to it."""
    return ShelfLink(category.id, category.slug, in_language(category.names, language), category.picture)
