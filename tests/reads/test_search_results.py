"""Finds: in the reader's own words, from a shelf, within a price, in a number of statements that does not grow."""

from typing import Any

import pytest

from tests.market import NOW, Market, open_market
from tests.reads.goods import put_on_shelf, statements
from yarmarka.connectors.search import Found, SearchQuery
from yarmarka.domain.catalogue.actions import add_category
from yarmarka.domain.catalogue.types import Sort
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.errors import Missing
from yarmarka.reads.facets import GoodsFilter
from yarmarka.reads.search_results import SearchResults, search_results
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    market = open_market(countries=("RU", "CN"), stock=0)
    refresh_all_shelves(now=NOW)
    return market


def found(text: str, **asked: Any) -> SearchResults:
    return search_results(text, **{"currency": "RUB", "language": "ru", "now": NOW} | asked)


def titles(results: SearchResults) -> list[str]:
    return [card.title for card in results.cards]


def test_a_find_is_a_card_like_on_a_shelf(market: Market) -> None:
    put_on_shelf(market, "CN", "A", titles={"ru": "Белый чай"}, price_minor=700, currency="CNY")
    results = found("чая")
    [card] = results.cards
    assert (card.title, card.price) == ("Белый чай", Money(8_750, "RUB"))
    assert (results.text, results.page.total, results.is_fallback) == ("чая", 1, False)


def test_finds_can_be_narrowed_to_a_shelf_and_a_price(market: Market) -> None:
    tea = add_category(names={"ru": "Чай"}, slug="tea", now=NOW)
    put_on_shelf(market, "RU", "A", titles={"ru": "Чай белый"}, category_id=tea.id, price_minor=10_000)
    put_on_shelf(
        market, "CN", "B", titles={"ru": "Чай зелёный"}, category_id=tea.id, price_minor=2_000, currency="CNY"
    )
    put_on_shelf(market, "RU", "C", titles={"ru": "Чашка для чая"}, price_minor=10_000)
    assert sorted(titles(found("чай", category_slug="tea"))) == ["Чай белый", "Чай зелёный"]
    assert titles(found("чай", category_slug="tea", wanted=GoodsFilter(most=Money(10_000, "RUB")))) == [
        "Чай белый"
    ]
    assert titles(found("чай", wanted=GoodsFilter(least=Money(1_500, "CNY")), currency="CNY")) == [
        "Чай зелёный"
    ]
    with pytest.raises(Missing):
        found("чай", category_slug="nothing-here")


def test_finds_come_in_the_order_asked_for(market: Market) -> None:
    for price, name in ((300, "Чай чёрный"), (100, "Чай белый"), (200, "Чай улун")):
        put_on_shelf(market, "RU", name, titles={"ru": name}, price_minor=price)
    assert titles(found("чай", sort=Sort.PRICE)) == ["Чай белый", "Чай улун", "Чай чёрный"]
    assert titles(found("чай", sort=Sort.PRICE, page=2, per_page=2)) == ["Чай чёрный"]


def test_another_engine_can_take_its_place(market: Market) -> None:
    made = put_on_shelf(market, "RU", "A", titles={"ru": "Чай"})

    class Clairvoyant:
        def search(self, query: SearchQuery) -> Found:
            assert (query.text, query.limit, query.offset) == ("что-нибудь", 5, 10)
            return Found((made.product_id,), 11, is_total_exact=False, is_fallback=True)

    results = found("что-нибудь", engine=Clairvoyant(), page=3, per_page=5)
    assert titles(results) == ["Чай"]
    assert (results.is_fallback, results.page.total, results.page.is_total_exact) == (True, 11, False)


@pytest.mark.parametrize(("sort", "told"), [(Sort.RELEVANCE, True), (Sort.PRICE, False)])
def test_what_lacks_some_words_comes_after_the_rest_only_where_the_fittest_come_first(
    market: Market, sort: Sort, told: bool
) -> None:
    class Clairvoyant:
        def search(self, query: SearchQuery) -> Found:
            return Found((), 3, is_total_exact=True, is_fallback=False, with_all=1)

    assert found("чай", engine=Clairvoyant(), sort=sort).has_others_behind is told


def test_one_find_and_three_cost_the_same(market: Market) -> None:
    put_on_shelf(market, "RU", "A", titles={"ru": "Чай"})
    one = statements(lambda: found("чай"))
    for sku in ("B", "C"):
        put_on_shelf(market, "RU", sku, titles={"ru": "Чай"})
    # One of them asks which words mean the same, which a shop remembers.
    assert statements(lambda: found("чай")) == one == 4
