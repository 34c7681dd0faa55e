"""Goods, offers and categories, as other parts of the house ask for them."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.models import Category, CategoryMapping, Offer, Product
from yarmarka.domain.catalogue.types import CategoryCard, OfferForSale, OfferStatus
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.remembered import Remembered
from yarmarka.kernel.sql import Statement

CONTEXT: Final = str(Path(__file__).parent)
_OFFERS_FOR_SALE: Final = Statement.beside(CONTEXT, "offers_for_sale")
_TREE: Final = Remembered[tuple[CategoryCard, ...]]()


def offers_for_sale(ids: Collection[UUID]) -> dict[UUID, OfferForSale]:
    """Return offers by id, in one statement; unknown ids are left out, offers that rest are not active."""
    if not ids:
        return {}
    return {offer.id: offer for offer in _OFFERS_FOR_SALE.decoded(list[OfferForSale], ids=list(ids))}


def offer_for(*, seller_id: UUID, offer_id: UUID) -> OfferForSale:
    """Return one of a seller's own offers. Raises Missing, also when it is another seller's."""
    offer = offers_for_sale([offer_id]).get(offer_id)
    if offer is None or offer.seller_id != seller_id:
        raise Missing(what="offer")
    return offer


def categories() -> tuple[CategoryCard, ...]:
    """Return the whole tree, shelves above before shelves below, each in the order that it is shown in.

    What was changed in the last seconds may still be as it was.
    """
    return _TREE.get() or _TREE.keep(_whole_tree())


def category(category_id: UUID) -> CategoryCard:
    """Return a category, also one that was made this very moment. Raises Missing."""
    return _found(lambda card: card.id == category_id)


def category_by_slug(slug: str) -> CategoryCard:
    """Return a category by the name in its address, also one that was made this very moment. Raises Missing."""
    return _found(lambda card: card.slug == slug)


def is_leaf_category(category_id: UUID) -> bool:
    """Test if no shelf lies below this one."""
    return all(card.parent_id != category_id for card in categories())


def forget_categories() -> None:
    """Ask for the tree anew: this process has just changed it."""
    _TREE.forget()


def _found(is_meant: Callable[[CategoryCard], bool]) -> CategoryCard:
    card = next(filter(is_meant, categories()), None)
    if card is None:
        forget_categories()
        card = next(filter(is_meant, categories()), None)
    if card is None:
        raise Missing(what="category")
    return card


def _whole_tree() -> tuple[CategoryCard, ...]:
    rows = Category.objects.order_by("position", "slug")
    return tuple(sorted((_card(row) for row in rows), key=lambda card: len(card.path)))


def mapped_categories(*, seller_id: UUID) -> dict[str, UUID]:
    """Return what each of a seller's own category names means, as remembered from earlier feeds."""
    found = CategoryMapping.objects.filter(seller_id=seller_id)
    return dict(found.values_list("external_name", "category_id"))


def product_ids(*, after: UUID | None = None, limit: int = 1_000) -> tuple[UUID, ...]:
    """Return the next products in the order of their keys: a walk through all of them, piece by piece."""
    products = Product.objects.order_by("id")
    found = products.filter(id__gt=after) if after else products
    return tuple(found.values_list("id", flat=True)[:limit])


def offer_ids_of(product_ids: Collection[UUID]) -> tuple[UUID, ...]:
    """Return the offers of some products, whatever their state."""
    found = Offer.objects.filter(product_id__in=list(product_ids)).order_by("id")
    return tuple(found.values_list("id", flat=True))


def sellers_of(product_id: UUID) -> frozenset[UUID]:
    """Return the sellers that offer a product, also those whose offers rest just now."""
    found = Offer.objects.filter(product_id=product_id).exclude(status=OfferStatus.WITHDRAWN)
    return frozenset(found.values_list("seller_id", flat=True))


def product_titles(ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """Return what products are called in each language; unknown ones are left out."""
    return dict(Product.objects.filter(id__in=list(ids)).values_list("id", "titles"))


def joined_into(product_id: UUID) -> UUID | None:
    """Return the product that one was found to be; nothing while it stands for itself, or is none of ours."""
    return Product.objects.filter(id=product_id).values_list("joined_into_id", flat=True).first()


def joined_among(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return what each of some products was found to be; those that stand for themselves are left out."""
    if not ids:
        return {}
    found = Product.objects.filter(id__in=list(ids), joined_into__isnull=False)
    return dict(found.values_list("id", "joined_into_id"))


def offers_of_products(ids: Collection[UUID]) -> list[tuple[UUID, UUID, str]]:
    """Return product, seller and SKU of each offer of some products that is not withdrawn, once for each SKU."""
    found = Offer.objects.filter(product_id__in=list(ids)).exclude(status=OfferStatus.WITHDRAWN)
    return sorted(set(found.values_list("product_id", "seller_id", "sku")))


def _card(row: Category) -> CategoryCard:
    return CategoryCard(
        id=row.id,
        parent_id=row.parent_id,
        slug=row.slug,
        names=row.names,
        picture=row.picture,
        path=row.path,
        google_id=row.google_id,
    )
