"""Looking at goods: categories, lists and finds, one product with all its offers. Nobody needs to sign in."""

from typing import Annotated, Literal, get_args

from django.http import HttpRequest
from ninja import Query, Router

from yarmarka.api.callers import ANYBODY, NOBODY_NEEDED, assortment_in, currency_for
from yarmarka.api.errors import answers
from yarmarka.api.ids import CategoryId, ProductId
from yarmarka.api.schemas.common import Currency, PageNumber, ShortText
from yarmarka.api.schemas.goods import (
    CategoryList,
    CategoryOut,
    PageOut,
    ProductList,
    ProductListed,
    ProductOut,
)
from yarmarka.api.shapes import Schema
from yarmarka.domain.catalogue.queries import categories, category
from yarmarka.domain.catalogue.types import Sort
from yarmarka.kernel.clock import now
from yarmarka.presentation.locales import current_language
from yarmarka.reads.product_page import product_page
from yarmarka.reads.search_results import search_results
from yarmarka.reads.shelf import listed

router = Router(tags=["goods"], auth=ANYBODY)

SortWord = Literal["relevance", "newest", "price", "price_desc"]
# The API lists goods without their reviews, so that it has no order by rating.
assert set(get_args(SortWord)) == {sort.value for sort in Sort if sort is not Sort.RATING}


class ProductQuestion(Schema):
    """What to list."""

    q: ShortText = ""
    category: CategoryId | None = None
    sort: SortWord | None = None
    currency: Currency | None = None
    page: PageNumber = 1


@router.get("/categories", response=answers(CategoryList, 401, 403), openapi_extra=NOBODY_NEEDED)
def list_categories(request: HttpRequest) -> CategoryList:
    """Return the whole tree of categories, those above before those below."""
    return CategoryList(items=[CategoryOut.of(card) for card in categories()])


@router.get("/products", response=answers(ProductList, 401, 403, 404, 409), openapi_extra=NOBODY_NEEDED)
def list_products(request: HttpRequest, question: Annotated[ProductQuestion, Query()]) -> ProductList:
    """Return a page of products of a category, or of all, or of those that have the words of `q`."""
    currency = currency_for(request, question.currency)
    if question.q.strip():
        return _found(request, question, currency)
    if question.category is not None:
        category(question.category)  # or it is missing
    cards, page = listed(
        question.category,
        currency=currency,
        language=current_language(),
        sort=Sort(question.sort or Sort.NEWEST),
        page=question.page,
        assortment=assortment_in(request),
        now=now(),
    )
    items = [ProductListed.of(card) for card in cards]
    return ProductList(items=items, page=PageOut.of(page), currency=currency, is_fallback=False)


@router.get(
    "/products/{product_id}", response=answers(ProductOut, 401, 403, 404, 409), openapi_extra=NOBODY_NEEDED
)
def read_product(request: HttpRequest, product_id: ProductId, currency: Currency | None = None) -> ProductOut:
    """Return a product with all its offers: what can be had first, then by price."""
    page = product_page(
        product_id,
        currency=currency_for(request, currency),
        language=current_language(),
        assortment=assortment_in(request),
        now=now(),
    )
    return ProductOut.of(page)


def _found(request: HttpRequest, question: ProductQuestion, currency: Currency) -> ProductList:
    found = search_results(
        question.q,
        category_slug=category(question.category).slug if question.category else "",
        currency=currency,
        language=current_language(),
        sort=Sort(question.sort or Sort.RELEVANCE),
        page=question.page,
        assortment=assortment_in(request),
        now=now(),
    )
    return ProductList(
        items=[ProductListed.of(card) for card in found.cards],
        page=PageOut.of(found.page),
        currency=currency,
        is_fallback=found.is_fallback,
    )
