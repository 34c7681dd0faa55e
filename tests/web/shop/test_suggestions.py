"""What the search box offers while somebody types: goods, shelves and brands, in the words of any language."""

from collections.abc import Iterator

import pytest
from lxml import html

from tests.market import NOW, Market, open_market
from tests.reads.goods import put_on_shelf, statements
from tests.web.shop.reader import Page, Reader
from yarmarka.connectors.search import index_store
from yarmarka.domain.catalogue.actions import add_category, write_brand
from yarmarka.flows.index_goods import rebuild_index
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.pace import Pace
from yarmarka.reads.suggestions import as_meant


@pytest.fixture
def market(db: None) -> Iterator[Market]:
    market = open_market(countries=("RU",), stock=0)
    refresh_all_shelves(now=NOW)
    names = {"ru": "Кроссовки", "en": "Sneakers", "zh": "运动鞋"}
    shoes = add_category(names=names, slug="sneakers", now=NOW)
    add_category(names={"ru": "Кроссы пустые", "en": "Empty shelf"}, slug="empty", now=NOW)
    for number in range(3):
        put_on_shelf(
            market,
            "RU",
            f"SHOE-{number}",
            titles={
                "ru": f"Кроссовки Бег {number}",
                "en": f"Sneakers Run {number}",
                "zh": f"跑步鞋 {number}",
            },
            brand="Xiaomi",
            category_id=shoes.id,
            price_minor=100_00 + number,
        )
    rebuild_index(index_store(), now=NOW)
    yield market
    index_store().forget()


def offered(text: str, *, language: str = "ru") -> Page:
    return Reader(language=language).open(f"/search/suggest/?q={text}")


def options(page: Page) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.tree.xpath("//*[@role='option']")]


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    "text", ["крос", "кроссовок", "krossovki", "rhjccjdrb", "красовки", "运动鞋", "sneak"]
)
def test_a_beginning_in_any_words_leads_to_goods_and_their_shelf(text: str) -> None:
    page = offered(text)
    assert page.status == 200
    words = options(page)
    assert words[0].startswith("Кроссовки"), words
    assert "полка" in words[0], words
    assert any("Кроссовки Бег" in one and "₽" in one for one in words), words
    links = page.tree.xpath("//*[@role='option']/@href")
    assert "/ru/c/sneakers/" in links
    assert "/ru/c/empty/" not in links
    assert links[-1].startswith("/ru/search/?q="), "the last one shows all finds"


@pytest.mark.usefixtures("market")
def test_a_brand_is_offered_by_its_name_in_either_alphabet() -> None:
    assert any("Xiaomi" in one and "бренд" in one for one in options(offered("xiao")))
    [link] = [one for one in offered("сяоми").tree.xpath("//*[@role='option']/@href") if "q=Xiaomi" in one]
    assert link == "/ru/search/?q=Xiaomi"
    write_brand(name="Xiaomi", colour="#B8371F", country="CN", texts={}, now=NOW)
    assert "/ru/brands/xiaomi/" in offered("xiaomi").tree.xpath("//*[@role='option']/@href")


@pytest.mark.usefixtures("market")
def test_it_speaks_the_readers_language_and_says_what_was_understood() -> None:
    assert any(one.startswith("运动鞋") for one in options(offered("krossovki", language="zh")))
    assert any(one.startswith("Sneakers") for one in options(offered("кроссовки", language="en")))
    assert "кроссовки" in offered("rhjccjdrb").text


@pytest.mark.usefixtures("market")
def test_nothing_found_is_said_and_nothing_typed_is_not_answered() -> None:
    page = offered("щщщщщъъ")
    assert options(page) == []
    assert "Ничего" in page.text
    client = Reader(language="ru").client
    assert client.get("/ru/search/suggest/?q=к").status_code == 204
    assert client.get("/ru/search/suggest/").status_code == 204
    assert "max-age=60" in client.get("/ru/search/suggest/?q=кро")["Cache-Control"]


def test_words_are_put_right_whole_and_once() -> None:
    assert as_meant("Мол молоко", (("мол", "мел"),)) == "мел молоко"
    assert as_meant("a b", (("a", "b"), ("b", "c"))) == "b c"
    assert as_meant("红色耳击", (("耳击", "耳机"),)) == "红色耳机"


def test_who_asks_like_a_machine_has_to_wait(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    time = [0.0]
    slow = Pace(most=2, seconds=10, clock=lambda: time[0])
    monkeypatch.setattr("yarmarka.web.shop.suggesting._PACE", slow)
    client = Reader(language="ru").client
    assert [client.get("/ru/search/suggest/?q=кро").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/ru/search/suggest/?q=кро", REMOTE_ADDR="10.1.1.1").status_code == 200
    time[0] = 10.0
    assert client.get("/ru/search/suggest/?q=кро").status_code == 200


def test_without_an_index_postgresql_offers(market: Market) -> None:
    index_store().forget()
    assert any("Кроссовки Бег" in one for one in options(offered("кроссовки")))


def test_it_costs_as_much_for_one_find_as_for_three(market: Market) -> None:
    client = Reader(language="ru").client
    client.get("/ru/search/suggest/?q=кроссовки")
    three = statements(lambda: client.get("/ru/search/suggest/?q=кроссовки"))
    one = statements(lambda: client.get("/ru/search/suggest/?q=кроссовки бег 2"))
    assert three == one


def test_the_box_is_a_plain_form_whose_parts_a_script_finds(market: Market) -> None:
    page = Reader(language="ru").open("/")
    [form] = page.tree.xpath("//form[@data-suggest]")
    assert form.get("data-suggest") == "/ru/search/suggest/"
    assert form.get("action") == "/ru/search/"
    [box] = form.xpath(".//input[@type='search']")
    assert box.get("role") is None, "a combobox only once the script is there"
    assert html.tostring(form.xpath(".//*[@data-suggestions]")[0]).count(b"hidden")
