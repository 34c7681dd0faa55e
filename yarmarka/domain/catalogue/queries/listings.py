"""Pages of products: a shelf, what has certain words, what costs so much."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.catalogue.models import Variant
from yarmarka.domain.catalogue.queries.goods import is_leaf_category
from yarmarka.domain.catalogue.types import ProductFilter, ProductIds, SearchWords, Sort
from yarmarka.kernel.remembered import Remembered
from yarmarka.kernel.sql import Statement

#: Nobody leafs further than this: above it a list says "more than", and counting stops.
COUNT_TO: Final = 2_400
_RANK_AT_MOST: Final = 10_000
_CONTEXT: Final = str(Path(__file__).parent)
_LIST: Final = Statement.beside(_CONTEXT, "list_products")
_RANK: Final = Statement.beside(_CONTEXT, "rank_products")
_COUNT: Final = Statement.beside(_CONTEXT, "count_products")

_ON_SHELF: Final = "AND product.category_id = %(category_id)s::uuid"
_ON_SHELF_OR_BELOW: Final = "AND product.category_path @> ARRAY[%(category_id)s::uuid]"
#: how many products lie on a shelf that was looked at, or on all (under None)
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
}


def list_products(wanted: ProductFilter, *, sort: Sort, limit: int, offset: int = 0) -> ProductIds:
    """Return a page of the products that can be had now, in two statements at most; without words nothing is relevant,
    and the newest come first. How many lie on a shelf may be a few seconds old."""
    words = _words(wanted.words)
    conditions, values = _conditions(wanted, words)
    if sort == Sort.RELEVANCE and words:
        return _ranked(conditions, words, values, limit=limit, offset=offset)
    total = _total(wanted, conditions, values)
    page = _with(_LIST, conditions, order=_ORDERS[sort])
    return _page(page.column(limit=limit, offset=offset, **values) if total else [], total)


def _ranked(conditions: str, words: str, values: dict[str, Any], *, limit: int, offset: int) -> ProductIds:
    """Weigh what has the words, and count it on the way."""
    rank = _with(_RANK, conditions, words=words)
    found = rank.pairs(limit=limit, offset=offset, rank_at_most=_RANK_AT_MOST, **values)
    if offset and not found:
        return _page([], _counted(conditions, values))
    return _page(list(found), next(iter(found.values()), 0))


def _total(wanted: ProductFilter, conditions: str, values: dict[str, Any]) -> int:
    if wanted != ProductFilter(category_id=wanted.category_id):
        return _counted(conditions, values)
    remembered = _TOTALS[wanted.category_id]
    return remembered.get() or remembered.keep(_counted(conditions, values))


def _counted(conditions: str, values: dict[str, Any]) -> int:
    [total] = _with(_COUNT, conditions).column(count_to=COUNT_TO, **values)
    return int(total)


def _page(ids: Sequence[UUID], total: int) -> ProductIds:
    return ProductIds(ids=tuple(ids), total=min(total, COUNT_TO), is_total_exact=total <= COUNT_TO)


def products_with_gtin(gtin: str) -> tuple[UUID, ...]:
    """Return the product that a GTIN of 14 digits names, if we have it and it can be had."""
    found = Variant.objects.filter(
        gtin=gtin, product__is_visible=True, product__offer_count__gt=0
    ).values_list("product_id", flat=True)
    return tuple(found[:1])


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
        parts.append("AND product.reference_minor >= %(least)s")
        values["least"] = wanted.min_reference_minor
    if wanted.max_reference_minor is not None:
        parts.append("AND product.reference_minor <= %(most)s")
        values["most"] = wanted.max_reference_minor
    return " ".join(parts), values


def _with(statement: Statement, conditions: str, *, order: str = "", words: str = "") -> Statement:
    text = statement.text.replace("/* conditions */", conditions)
    return Statement(statement.name, text.replace("/* order */", order).replace("/* words */", words))
