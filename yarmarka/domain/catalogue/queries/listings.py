"""Pages of products: a shelf, what has certain words, what costs so much."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db.models.functions import Coalesce

from yarmarka.domain.catalogue.models import Product, Variant
from yarmarka.domain.catalogue.queries.goods import is_leaf_category
from yarmarka.domain.catalogue.types import ProductFilter, ProductIds, SearchWords, Sort
from yarmarka.kernel.remembered import Remembered
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment

#: Nobody leafs further than this: above it a list says "more than", and counting stops.
COUNT_TO: Final = 2_400
_RANK_AT_MOST: Final = 10_000
_CONTEXT: Final = str(Path(__file__).parent)
_LIST: Final = Statement.beside(_CONTEXT, "list_products")
_RANK: Final = Statement.beside(_CONTEXT, "rank_products")
_COUNT: Final = Statement.beside(_CONTEXT, "count_products")
_SHELVES: Final = Statement.beside(_CONTEXT, "categories_with_goods")
_SIMILAR: Final = Statement.beside(_CONTEXT, "similar_products")
#: so many neighbours on either side of a price are compared
_NEAR_BY_PRICE: Final = 100

_ON_SHELF: Final = "AND product.category_id = %(category_id)s::uuid"
_ON_SHELF_OR_BELOW: Final = "AND product.category_path @> ARRAY[%(category_id)s::uuid]"
#: how many products lie on a shelf that was looked at, or on all (under None)
#: of what a shop sells only from some sellers: the lowest price there, or nothing
_SOLD: Final = """CROSS JOIN LATERAL (
    SELECT min(offer.reference_minor) AS lowest
    FROM catalogue_offer AS offer
    WHERE offer.product_id = product.id AND offer.status = 'active' AND offer.reference_minor IS NOT NULL /* offers */
) AS sold"""
_OF_SELLERS: Final = "AND offer.seller_id = ANY (%(sellers)s::uuid[])"
_OF_STORES: Final = (
    "AND (lower(product.brand), offer.seller_id) IN"
    " (SELECT * FROM unnest(%(store_brands)s::text[], %(store_sellers)s::uuid[]))"
)
_OF_SELLER: Final = "AND offer.seller_id = %(seller_id)s::uuid"
_BRANDED: Final = "AND lower(product.brand) = ANY (%(brands)s::text[]) AND NOT product.brand = ''"
_OFFERED: Final = """AND EXISTS (
    SELECT FROM catalogue_offer AS one
    WHERE one.product_id = product.id AND one.status = 'active' AND one.reference_minor IS NOT NULL AND /* by */
)"""
_BY_SELLERS: Final = _OFFERED.replace("/* by */", "one.seller_id = ANY (%(by_sellers)s::uuid[])")
_BY_WAREHOUSES: Final = _OFFERED.replace("/* by */", "one.warehouse_id = ANY (%(warehouses)s::uuid[])")
_OF_THESE: Final = "AND product.id = ANY (%(products)s::uuid[])"
_WITH_FACTS: Final = """AND %(fact_names)s = (
    SELECT count(DISTINCT given.name)
    FROM jsonb_to_recordset(product.attributes) AS fact (name jsonb, value jsonb, unit jsonb)
    JOIN unnest(%(facts_named)s::text[], %(facts_saying)s::text[]) AS given (name, value)
      ON given.name = coalesce(fact.name ->> 'en', fact.name ->> 'ru', fact.name #>> '{}')
     AND given.value = concat_ws(' ', coalesce(fact.value ->> 'en', fact.value ->> 'ru', fact.value #>> '{}'),
                                 nullif(coalesce(fact.unit ->> 'en', fact.unit ->> 'ru', fact.unit #>> '{}'), ''))
)"""
_TOTALS: Final[defaultdict[UUID | None, Remembered[int]]] = defaultdict(Remembered)
_ALL_WORDS: Final = "websearch_to_tsquery('russian', %(all)s)"
#: … or all but the last, and something that begins like it
_WITH_BEGINNING: Final = (
    f"({_ALL_WORDS} || (websearch_to_tsquery('russian', %(head)s) && %(beginning)s::tsquery))"
)
_ORDERS: Final = {
    Sort.RELEVANCE: "product.id DESC",
    Sort.NEWEST: "product.id DESC",
    Sort.PRICE: "product.reference_minor, product.id",
    Sort.PRICE_DESC: "product.reference_minor DESC, product.id DESC",
    Sort.RATING: "product.id DESC",  # the catalogue knows no reviews
}


def list_products(wanted: ProductFilter, *, sort: Sort, limit: int, offset: int = 0) -> ProductIds:
    """Return a page of the products that can be had now, in two statements at most; without words nothing is relevant,
    and the newest come first. How many lie on a shelf may be a few seconds old."""
    words = _words(wanted.words)
    conditions, values = _conditions(wanted, words)
    sold = _sold(wanted)
    if sort == Sort.RELEVANCE and words:
        return _ranked(conditions, words, values, sold=sold, limit=limit, offset=offset)
    total = _total(wanted, conditions, values, sold)
    order = _ORDERS[sort].replace("product.reference_minor", _price(wanted))
    page = _with(_LIST, conditions, order=order, sold=sold)
    return _page(page.column(limit=limit, offset=offset, **values) if total else [], total)


def _ranked(
    conditions: str, words: str, values: dict[str, Any], *, sold: str, limit: int, offset: int
) -> ProductIds:
    """Weigh what has the words, and count it on the way."""
    rank = _with(_RANK, conditions, words=words, sold=sold)
    found = rank.pairs(limit=limit, offset=offset, rank_at_most=_RANK_AT_MOST, **values)
    if offset and not found:
        return _page([], _counted(conditions, values, sold))
    return _page(list(found), next(iter(found.values()), 0))


def _total(wanted: ProductFilter, conditions: str, values: dict[str, Any], sold: str) -> int:
    if wanted != ProductFilter(category_id=wanted.category_id):
        return _counted(conditions, values, sold)
    remembered = _TOTALS[wanted.category_id]
    return remembered.get() or remembered.keep(_counted(conditions, values, sold))


def _counted(conditions: str, values: dict[str, Any], sold: str) -> int:
    [total] = _with(_COUNT, conditions, sold=sold).column(count_to=COUNT_TO, **values)
    return int(total)


def _page(ids: Sequence[UUID], total: int) -> ProductIds:
    return ProductIds(ids=tuple(ids), total=min(total, COUNT_TO), is_total_exact=total <= COUNT_TO)


def products_before(before: UUID | None, *, assortment: Assortment, limit: int) -> tuple[UUID, ...]:
    """Return products of a shop that can be had, the newest first, that are older than one: a walk through all."""
    wanted = ProductFilter(assortment=assortment)
    conditions, values = _conditions(wanted, "")
    if before is not None:
        conditions, values = f"{conditions} AND product.id < %(before)s::uuid", values | {"before": before}
    page = _with(_LIST, conditions, order=_ORDERS[Sort.NEWEST], sold=_sold(wanted))
    return tuple(page.column(limit=limit, offset=0, **values))


def categories_with_goods(assortment: Assortment) -> frozenset[UUID]:
    """Return the categories under which a shop has something that can be had now, with all above each."""
    wanted = ProductFilter(assortment=assortment)
    conditions, values = _conditions(wanted, "")
    return frozenset(_with(_SHELVES, conditions, sold=_sold(wanted)).column(**values))


def products_with_gtin(gtin: str, *, assortment: Assortment = EVERYTHING) -> tuple[UUID, ...]:
    """Return the product that a GTIN of 14 digits names, if we have it and it can be had in this shop."""
    meant = Variant.objects.filter(gtin=gtin).annotate(
        shown=Coalesce("stands_for__product_id", "product_id"),
    )
    on_sale = Product.objects.filter(id__in=meant.values("shown"), is_visible=True, offer_count__gt=0)
    found = on_sale.values_list("id", flat=True)
    ids = tuple(found[:1])
    if not ids or assortment.is_everything:
        return ids
    conditions, values = _conditions(ProductFilter(assortment=assortment), "")
    sold = _sold(ProductFilter(assortment=assortment))
    one = _with(_COUNT, f"{conditions} AND product.id = ANY (%(ids)s::uuid[])", sold=sold)
    return ids if one.column(count_to=1, ids=list(ids), **values) == [1] else ()


def sold_in(ids: Collection[UUID], assortment: Assortment) -> frozenset[UUID]:
    """Return those of some products that a shop sells and that can be had now, in one statement."""
    if not ids:
        return frozenset()
    wanted = ProductFilter(assortment=assortment)
    conditions, values = _conditions(wanted, "")
    of_these = f"{conditions} AND product.id = ANY (%(ids)s::uuid[])"
    some = _with(_LIST, of_these, order=_ORDERS[Sort.NEWEST], sold=_sold(wanted))
    return frozenset(some.column(limit=len(ids), offset=0, ids=list(ids), **values))


def similar_products(product_id: UUID, *, limit: int) -> tuple[UUID, ...]:
    """Return products of the same shelf with most attributes in common, of those of about the same price."""
    return tuple(_SIMILAR.column(product_id=product_id, near=_NEAR_BY_PRICE, limit=limit))


def _words(words: SearchWords | None) -> str:
    if words is None:
        return ""
    return _WITH_BEGINNING if words.beginning else _ALL_WORDS


def _conditions(wanted: ProductFilter, words: str) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    values: dict[str, Any] = {}
    if wanted.words:
        parts.append(f"AND product.search @@ {words}")
        values |= {"all": wanted.words.all, "head": wanted.words.head, "beginning": wanted.words.beginning}
    if wanted.category_id:
        # A shelf without shelves below it is what one index has in the order of prices.
        is_leaf = is_leaf_category(wanted.category_id)
        parts.append(_ON_SHELF if is_leaf else _ON_SHELF_OR_BELOW)
        values["category_id"] = wanted.category_id
    if wanted.min_reference_minor is not None:
        parts.append(f"AND {_price(wanted)} >= %(least)s")
        values["least"] = wanted.min_reference_minor
    if wanted.max_reference_minor is not None:
        parts.append(f"AND {_price(wanted)} <= %(most)s")
        values["most"] = wanted.max_reference_minor
    if wanted.assortment.categories is not None:
        parts.append("AND product.category_path && %(shop_categories)s::uuid[]")
        values["shop_categories"] = sorted(wanted.assortment.categories)
    if wanted.brand_spellings:
        parts.append(_BRANDED)
        values["brands"] = list(wanted.brand_spellings)
    elif wanted.assortment.stores is not None:
        # What bears no brand with a store is left out by an index, before anybody's offers are looked at.
        parts.append(_BRANDED)
        values["brands"] = sorted({brand for brand, _ in wanted.assortment.stores})
    for condition, name, among in (
        (_BY_SELLERS, "by_sellers", wanted.sellers),
        (_BY_WAREHOUSES, "warehouses", wanted.warehouses),
        (_OF_THESE, "products", wanted.products),
    ):
        if among is not None:
            parts.append(condition)
            values[name] = list(among)
    if wanted.attributes:
        parts.append(_WITH_FACTS)
        names = [name for name, _ in wanted.attributes]
        values |= {"facts_named": names, "facts_saying": [value for _, value in wanted.attributes]}
        values["fact_names"] = len(set(names))
    if _sold(wanted):
        parts.append("AND sold.lowest IS NOT NULL")
        values |= {"seller_id": wanted.seller_id, **wanted.assortment.as_columns()}
    return " ".join(parts), values


def _sold(wanted: ProductFilter) -> str:
    """Return what finds the lowest price of the offers that count, where not all of them do."""
    offers = [
        _OF_SELLERS if wanted.assortment.sellers is not None else "",
        _OF_STORES if wanted.assortment.stores is not None else "",
        _OF_SELLER if wanted.seller_id else "",
    ]
    return _SOLD.replace("/* offers */", " ".join(filter(None, offers))) if any(offers) else ""


def _price(wanted: ProductFilter) -> str:
    return "sold.lowest" if _sold(wanted) else "product.reference_minor"


def _with(
    statement: Statement, conditions: str, *, order: str = "", words: str = "", sold: str = ""
) -> Statement:
    text = statement.text.replace("/* conditions */", conditions).replace("/* sold */", sold)
    return Statement(statement.name, text.replace("/* order */", order).replace("/* words */", words))
