"""Goods, as other parts of the house ask for them."""

from yarmarka.domain.catalogue.queries.attributes import (
    attribute,
    attribute_book,
    attributes,
    former_attributes,
    told_products,
)
from yarmarka.domain.catalogue.queries.brands import (
    authorisations,
    brand_by_slug,
    brands,
    forget_brands,
    official_stores,
)
from yarmarka.domain.catalogue.queries.changes import GoodsChanges, goods_changes, place_in_changes
from yarmarka.domain.catalogue.queries.goods import (
    categories,
    category,
    category_by_slug,
    forget_categories,
    is_leaf_category,
    joined_into,
    mapped_categories,
    offer_for,
    offer_ids_of,
    offers_for_sale,
    offers_of_products,
    product_ids,
    product_titles,
    sellers_of,
)
from yarmarka.domain.catalogue.queries.listings import (
    categories_with_goods,
    list_products,
    products_before,
    products_with_gtin,
    similar_products,
    sold_in,
)
from yarmarka.domain.catalogue.queries.own import offers_of_seller, offers_under, prices_of
from yarmarka.domain.catalogue.queries.pictures import hung_pictures

__all__ = [
    "GoodsChanges",
    "attribute",
    "attribute_book",
    "attributes",
    "authorisations",
    "brand_by_slug",
    "brands",
    "categories",
    "categories_with_goods",
    "category",
    "category_by_slug",
    "forget_brands",
    "forget_categories",
    "former_attributes",
    "goods_changes",
    "hung_pictures",
    "is_leaf_category",
    "joined_into",
    "list_products",
    "mapped_categories",
    "offer_for",
    "offer_ids_of",
    "offers_for_sale",
    "offers_of_products",
    "offers_of_seller",
    "offers_under",
    "official_stores",
    "place_in_changes",
    "prices_of",
    "product_ids",
    "product_titles",
    "products_before",
    "products_with_gtin",
    "sellers_of",
    "similar_products",
    "sold_in",
    "told_products",
]
