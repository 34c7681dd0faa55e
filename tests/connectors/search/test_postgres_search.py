"""Search by PostgreSQL: inflections, both languages, beginnings, barcodes, and what to show when nothing fits."""

import pytest

from tests.market import NOW, Market, open_market
from tests.reads.goods import put_on_shelf
from yarmarka.connectors.search import PostgresSearch, SearchQuery
from yarmarka.domain.catalogue.models import Product
from yarmarka.flows.refresh_shelves import refresh_all_shelves

pytestmark = pytest.mark.django_db
GOODS = {
    "boots": {"titles": {"ru": "Кожаные ботинки для мальчиков", "en": "Leather boots for boys"}},
    "toner": {
        "titles": {"en": "Xerox toner cartridge, black"},
        "brand": "Xerox",
        "part_number": "006R90321",
        "gtin": "00095205603217",
    },
    "shaver": {"titles": {"en": "Electric shaver"}, "brand": "Philips", "part_number": "HQ6900/33"},
    "tree": {"titles": {"ru": "Ёлочная гирлянда"}, "descriptions": {"ru": "Светит тёплым светом."}},
}


@pytest.fixture
def market() -> Market:
    market = open_market(countries=("RU",), stock=0)
    refresh_all_shelves(now=NOW)
    for sku, said in GOODS.items():
        put_on_shelf(market, "RU", sku, **said)
    return market


def found(text: str) -> list[str]:
    """Return the SKUs of what is found."""
    ids = PostgresSearch().search(SearchQuery(text=text)).product_ids
    skus = dict(Product.objects.values_list("id", "described_sku"))
    return [skus[key] for key in ids]


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("кожаных ботинок", "boots"),
        ("ботинки мальчику", "boots"),
        ("leather boot", "boots"),
        ("TONER", "toner"),
        ("toner cartr", "toner"),
        ("006r90321", "toner"),
        ("006R9", "toner"),
        ("0095205603217", "toner"),
        ("095205603217", "toner"),
        ("philips shaver", "shaver"),
        ("shavers philips", "shaver"),
        ("HQ6900", "shaver"),
        ("елочная", "tree"),
        ("ёлочные гирлянды", "tree"),
        ("теплый свет", "tree"),
        ('"black toner" or гирлянда', "tree"),
    ],
)
@pytest.mark.usefixtures("market")
def test_it_finds_goods_as_people_ask_for_them(text: str, sku: str) -> None:
    assert found(text) == [sku]


@pytest.mark.usefixtures("market")
def test_a_word_can_be_left_out() -> None:
    assert found("toner -black") == []


@pytest.mark.usefixtures("market")
def test_when_nothing_has_all_words_it_offers_what_has_some() -> None:
    answer = PostgresSearch().search(SearchQuery(text="кожаные скафандры"))
    assert answer.is_fallback
    assert answer.total == 1
    assert not PostgresSearch().search(SearchQuery(text="скафандр")).is_fallback
    assert found("скафандр") == []


@pytest.mark.usefixtures("market")
def test_what_stands_in_the_title_comes_first(market: Market) -> None:
    put_on_shelf(
        market, "RU", "mention", titles={"ru": "Коробка"}, descriptions={"ru": "Сюда войдёт гирлянда."}
    )
    assert found("гирлянда") == ["tree", "mention"]


@pytest.mark.usefixtures("market")
def test_no_words_find_nothing_but_no_text_finds_all() -> None:
    assert found("—") == []
    assert len(found("")) == len(GOODS)


@pytest.mark.usefixtures("market")
def test_what_can_not_be_had_is_not_found() -> None:
    Product.objects.filter(described_sku="boots").update(offer_count=0)
    Product.objects.filter(described_sku="toner").update(is_visible=False)
    assert found("ботинки") == found("toner") == found("0095205603217") == []


@pytest.mark.usefixtures("market")
def test_pages_follow_one_another() -> None:
    engine = PostgresSearch()
    pages = [engine.search(SearchQuery(text="", limit=3, offset=offset)) for offset in (0, 3)]
    assert [len(page.product_ids) for page in pages] == [3, 1]
    assert {page.total for page in pages} == {4}
