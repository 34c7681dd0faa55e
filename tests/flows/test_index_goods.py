"""The search index follows the goods, and is built beside the one in use."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.market import NOW, Market, add_seller, open_market
from tests.reads.goods import put_on_shelf
from yarmarka.connectors.search import BestSearch, PostgresSearch, SearchQuery
from yarmarka.connectors.search.index import IndexStore
from yarmarka.domain.catalogue.models import GoodsChange, Product
from yarmarka.domain.catalogue.types import Sort
from yarmarka.flows.index_goods import index_changes, rebuild_index
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.vocabulary.assortments import Assortment

GOODS = {
    "boots": {
        "titles": {"ru": "Кожаные ботинки для мальчиков", "en": "Leather boots for boys"},
        "price_minor": 500_00,
    },
    "phones": {
        "titles": {"ru": "Беспроводные наушники", "zh": "蓝牙耳机"},
        "brand": "Xiaomi",
        "price_minor": 900_00,
    },
    "hose": {"titles": {"en": "Garden hose 1.5 m"}, "brand": "Gardena", "price_minor": 100_00},
}


GTINS = {"mat": "4006381333931", "rug": "5901234123457"}


@pytest.fixture
def store(tmp_path: Path) -> IndexStore:
    return IndexStore(tmp_path / "search")


@pytest.fixture
def market(transactional_db: None) -> Iterator[Market]:
    """A market whose transactions end, as the log of changes asks for."""
    market = open_market(countries=("RU",), stock=0)
    refresh_all_shelves(now=NOW)
    for sku, said in GOODS.items():
        put_on_shelf(market, "RU", sku, **said)
    yield market


def found(store: IndexStore, text: str, **said: object) -> list[str]:
    """Return the SKUs of what is found."""
    answer = BestSearch(store, PostgresSearch()).search(SearchQuery(text=text, **said))  # type: ignore[arg-type]
    skus = dict(Product.objects.values_list("id", "described_sku"))
    return [skus[key] for key in answer.product_ids]


@pytest.mark.usefixtures("market")
def test_goods_are_found_in_any_words(store: IndexStore) -> None:
    assert BestSearch(store, PostgresSearch()).search(SearchQuery(text="ботинки")).is_simple
    assert rebuild_index(store, now=NOW) == 3
    for text in ("ботинок кожаный", ",jnbyrb", "botinki", "батинки", "leather boot", "皮靴子"):
        assert found(store, text)[:1] == ["boots"], text
    for text in ("耳机", "ксяоми", "xiaomi", "headphones", "наушнеки", "小米耳机"):
        assert found(store, text)[:1] == ["phones"], text
    for text in ("gardenhose", "шланг 150 см", "hose 1,5м"):
        assert found(store, text)[:1] == ["hose"], text
    assert found(store, "скафандр") == []
    assert not BestSearch(store, PostgresSearch()).search(SearchQuery(text="ботинки")).is_simple


def test_filters_and_orders_hold(market: Market, store: IndexStore) -> None:
    rebuild_index(store, now=NOW)
    assert found(store, "", sort=Sort.PRICE) == ["hose", "boots", "phones"]
    assert found(store, "", sort=Sort.PRICE_DESC, max_reference_minor=600_00) == ["boots", "hose"]
    seller = market.sellers["RU"].id
    assert found(store, "boots", assortment=Assortment(sellers=frozenset({seller}))) == ["boots"]
    assert found(store, "boots", assortment=Assortment(sellers=frozenset())) == []
    stores = Assortment(stores=frozenset({("xiaomi", seller)}))
    assert found(store, "", assortment=stores) == ["phones"]


def test_a_shop_of_some_sellers_orders_and_limits_what_the_index_finds_by_its_own_prices(
    market: Market, store: IndexStore
) -> None:
    seller = market.sellers["RU"].id
    rival = add_seller(market, "CN")
    shop = Assortment(sellers=frozenset({seller}))
    for sku, title, price in (("mat", "Camping mat", 300_00), ("rug", "Camping rug Karelia", 200_00)):
        put_on_shelf(market, "RU", sku, titles={"en": title}, gtin=GTINS[sku], price_minor=price)
    # The rival asks less for the dearer one of the two, which is not this shop's to tell.
    put_on_shelf(market, "CN", "mat-cn", titles={"en": "Camping mat"}, gtin=GTINS["mat"], price_minor=1_00)
    rebuild_index(store, now=NOW)
    engine = BestSearch(store, PostgresSearch())

    def mine(**said: Any) -> list[str]:
        answer = engine.search(SearchQuery(text="campnig", assortment=shop, **said))
        assert not answer.is_simple
        assert answer.total == len(answer.product_ids) + said.get("offset", 0)
        skus = dict(Product.objects.values_list("id", "described_sku"))
        return [skus[key] for key in answer.product_ids]

    assert rival.country == "CN"
    assert mine(sort=Sort.PRICE) == ["rug", "mat"]
    assert mine(sort=Sort.PRICE, offset=1) == ["mat"]
    assert mine(sort=Sort.PRICE_DESC) == ["mat", "rug"]
    assert mine(min_reference_minor=250_00) == ["mat"]
    assert mine(max_reference_minor=250_00) == ["rug"]
    assert engine.search(SearchQuery(text="", assortment=shop, sort=Sort.PRICE, with_facets=True)).facets
    karelian = SearchQuery(text="camping karelia", assortment=shop)
    assert (engine.search(karelian).total, engine.search(karelian).with_all) == (2, 1)
    dear = engine.search(replace(karelian, min_reference_minor=250_00))
    assert (dear.total, dear.with_all) == (1, None), "that the mat has all words would be wrong"
    nothing = engine.search(SearchQuery(text="mat skafandr", assortment=shop, min_reference_minor=900_00))
    assert (nothing.total, nothing.is_fallback) == (0, False)


def test_what_changes_is_found_without_building_anew(market: Market, store: IndexStore) -> None:
    rebuild_index(store, now=NOW)
    assert index_changes(store, now=NOW) == 0
    put_on_shelf(market, "RU", "lamp", titles={"ru": "Настольная лампа"})
    assert found(store, "лампа") == []
    assert index_changes(store, now=NOW) == 1
    assert found(store, "lamp") == ["lamp"]
    product = Product.objects.get(described_sku="hose")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_product SET is_visible = false WHERE id = %s", [product.id])
    assert index_changes(store, now=NOW) == 1
    assert found(store, "hose") == []
    assert index_changes(store, now=NOW) == 0


def test_one_statement_makes_one_row_of_the_log(market: Market) -> None:
    before = GoodsChange.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_product SET tint = tint + 1")
    [row] = GoodsChange.objects.order_by("id")[before:]
    assert set(row.product_ids) == set(Product.objects.values_list("id", flat=True))


@pytest.mark.usefixtures("market")
def test_a_build_takes_the_place_of_the_one_before(store: IndexStore) -> None:
    rebuild_index(store, now=NOW)
    first = store.searcher()
    rebuild_index(store, now=NOW)
    assert first.num_docs == 3  # who reads the old one goes on
    assert found(store, "boots") == ["boots"]
    store.forget()
    assert BestSearch(store, PostgresSearch()).search(SearchQuery(text="ботинки")).is_simple
