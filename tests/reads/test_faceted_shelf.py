"""Facets: what fits, and beside each choice what it would leave while all other filters stay."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.flows.steps import buy, complete, part_of
from tests.market import NOW, Market, open_market
from tests.reads.goods import put_on_shelf, statements
from tests.web.shop.reader import Reader
from yarmarka.connectors.search import SearchQuery, index_store, shelf_facets
from yarmarka.domain.catalogue.actions import add_category
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.catalogue.types import Sort
from yarmarka.domain.reviews.types import Words
from yarmarka.flows.index_goods import rebuild_index
from yarmarka.flows.write_review import write_review
from yarmarka.reads.faceted_shelf import FacetedShelf, faceted_shelf
from yarmarka.reads.facets import GoodsFilter
from yarmarka.vocabulary.assortments import Assortment
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db: None) -> Market:
    """Kettles of three sellers and brands: steel or glass, from one litre to two."""
    market = open_market(countries=("CN", "GB", "RU"))
    for country, sku, brand, metal, litres, price in (
        ("CN", "a", "Haiwang", "steel", "1", 10_000),
        ("CN", "b", "Haiwang", "glass", "2", 20_000),
        ("GB", "c", "Thornfield", "steel", "2", 3_000),
        ("RU", "d", "Заря", "steel", "2", 500_000),
    ):
        facts: list[dict[str, Any]] = [
            {"name": {"en": "Body", "ru": "Корпус"}, "value": {"en": metal, "ru": f"{metal}-ру"}},
            {"name": {"en": "Volume", "ru": "Объём"}, "value": litres, "unit": {"en": "l", "ru": "л"}},
        ]
        put_on_shelf(market, country, sku, brand=brand, attributes=facts, price_minor=price, part_number=sku)
    return market


def ask(sort: Sort = Sort.NEWEST, slug: str = "kettles", **wanted: Any) -> FacetedShelf:
    return faceted_shelf(
        slug, GoodsFilter(**wanted), currency="RUB", language="en", home="RU", sort=sort, now=NOW
    )


def counts(choices: Any) -> dict[str, int]:
    return {choice.value: choice.count for choice in choices}


def test_counts_stand_right_under_the_other_filters(market: Market) -> None:
    everything = ask()
    assert everything.shelf.page.total == 7
    assert counts(everything.facets.brands) == {"Yarmarka": 3, "Haiwang": 2, "Thornfield": 1, "Заря": 1}
    assert counts(everything.facets.countries) == {"CN": 3, "GB": 2, "RU": 2}
    assert counts(everything.facets.sent_from) == {"CN": 3, "GB": 2, "RU": 2}
    body, volume = everything.facets.attributes
    assert (body.words, counts(body.choices)) == ("Body", {"steel": 3, "glass": 1})
    assert [choice.words for choice in volume.choices] == ["2 l", "1 l"]

    steel = ask(attributes=(("Body", "steel"),))
    assert counts(steel.facets.brands) == {"Haiwang": 1, "Thornfield": 1, "Заря": 1}
    by_name = {facet.name: counts(facet.choices) for facet in steel.facets.attributes}
    assert by_name == {"Body": {"steel": 3, "glass": 1}, "Volume": {"2 l": 2, "1 l": 1}}
    two = ask(attributes=(("Body", "steel"), ("Volume", "2 l")), brands=("haiwang", "Thornfield"))
    assert [card.brand for card in two.shelf.cards] == ["Thornfield"]
    by_name = {facet.name: counts(facet.choices) for facet in two.facets.attributes}
    assert by_name == {"Body": {"steel": 1, "glass": 1}, "Volume": {"2 l": 1, "1 l": 1}}


def test_the_index_counts_a_whole_shelf_as_postgresql_does(
    market: Market, tmp_path: Path, settings: Any
) -> None:
    wide = add_category(names={"en": "Crockery"}, slug="crockery", now=NOW)
    cups = add_category(names={"en": "Cups"}, slug="cups", parent=wide, now=NOW)
    colour = {"name": {"en": "Colour"}}
    for number, brand in enumerate(("Gzhel", "Lomonosov", "Gzhel")):
        facts = [{**colour, "value": {"en": "red" if number else "white"}}]
        put_on_shelf(market, "CN", f"cup-{number}", brand=brand, attributes=facts, category_id=cups.id)
    by_table = {slug: ask(slug=slug).facets for slug in ("kettles", "cups", "crockery")}
    without = statements(ask)
    settings.SEARCH_DIR = str(tmp_path)
    index_store.cache_clear()
    try:
        rebuild_index(index_store(), now=NOW)
        assert {slug: ask(slug=slug).facets for slug in by_table} == by_table
        assert statements(ask) == without - 1, "nobody looks at all goods"
        some = SearchQuery("", assortment=Assortment(sellers=frozenset({market.sellers["CN"].id})))
        assert shelf_facets(some, with_attributes=True) is None, (
            "the index knows the lowest of all prices only"
        )
    finally:
        index_store().forget()
        index_store.cache_clear()
    kettles, cups_alone, all_crockery = by_table.values()
    assert (len(kettles.attributes), len(cups_alone.attributes), len(all_crockery.attributes)) == (2, 1, 0)
    assert kettles.prices
    assert counts(all_crockery.brands) == {"Gzhel": 2, "Lomonosov": 1}


def test_several_values_of_one_facet_mean_any_of_them(market: Market) -> None:
    assert ask(brands=("Haiwang", "Заря")).shelf.page.total == 3
    assert ask(attributes=(("Body", "steel"), ("Body", "glass"))).shelf.page.total == 4
    assert ask(countries=("GB", "RU"), sent_from=("RU",)).shelf.page.total == 2


def test_price_limits_are_the_readers_and_orders_follow(market: Market) -> None:
    cheap = ask(Sort.PRICE, most=Money(15_000, "RUB"), brands=("Haiwang", "Заря", "Thornfield"))
    assert [card.brand for card in cheap.shelf.cards] == ["Thornfield", "Haiwang"]
    dear = ask(Sort.PRICE_DESC, brands=("Haiwang", "Заря"))
    assert [card.brand for card in dear.shelf.cards] == ["Заря", "Haiwang", "Haiwang"]


def test_stars_filter_and_sort(market: Market) -> None:
    part = part_of(buy(market, "GB"))
    complete(market, part)
    product = Offer.objects.get(id=market.offers["GB"]).product_id
    write_review(product_id=product, words=Words(4), viewer=market.shopper.id, now=NOW)
    rated = ask(rating=4)
    assert [(card.id, card.rating) for card in rated.shelf.cards] == [(product, Decimal("4.0"))]
    assert counts(ask(brands=("Haiwang",)).facets.ratings) == {"4": 0, "3": 0}
    assert ask(Sort.RATING).shelf.cards[0].id == product


def test_filters_cost_the_same_however_many_there_are(market: Market) -> None:
    plain = statements(ask)
    assert statements(lambda: ask(brands=("Haiwang",))) <= plain
    many = {
        "brands": ("Haiwang",),
        "sent_from": ("CN",),
        "comes_here": True,
        "within": 45,
        "countries": ("CN",),
        "attributes": (("Body", "steel"),),
    }
    assert statements(lambda: ask(**many)) <= plain


def test_a_filtered_page_has_a_clean_address_and_is_kept_out_of_indexes(market: Market) -> None:
    page = Reader().open("/c/kettles/")
    assert not page.tree.xpath("//meta[@name='robots']")
    [brand] = page.links("brand=Haiwang")
    narrowed = Reader().open(f"/c/kettles/{brand}&attr=Body~steel")
    assert narrowed.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert narrowed.tree.xpath("//link[@rel='canonical']/@href")[0].endswith("/en/c/kettles/")
    assert len(narrowed.tree.xpath("//article[contains(@class, 'card')]")) == 1
    assert "?attr=Body~steel" in [link.replace("%7E", "~") for link in narrowed.links("attr=Body")]
    nothing = Reader().open("/c/kettles/?country=ZZ&from=x&rating=9&attr=odd&brand=%00")
    assert "Nothing fits all of these filters" in nothing.main
