"""Goods, as other parts of the house ask for them."""

from yarmarka.domain.catalogue.queries.goods import (
    categories,
    category,
    category_by_slug,
    forget_categories,
    mapped_categories,
    offer_for,
    offer_ids_of,
    offers_for_sale,
    product_ids,
    product_titles,
    sellers_of,
)
from yarmarka.domain.catalogue.queries.listings import list_products, products_with_gtin

__all__ = [
    "categories",
    "category",
    "category_by_slug",
    "forget_categories",
    "list_products",
    "mapped_categories",
    "offer_for",
    "offer_ids_of",
    "offers_for_sale",
    "product_ids",
    "product_titles",
    "products_with_gtin",
    "sellers_of",
]
