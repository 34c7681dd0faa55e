"""Of very many finds a page says about how many there are, and limits of any price can be read where they are typed.

Pictures of each page stay in build/pictures/very-many-finds.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.browser.stopping import DESK, PHONE, PICTURES
from tests.live import LiveStack
from tests.market import Market, open_market
from tests.reads.goods import put_on_shelf
from yarmarka.connectors.search import index_store
from yarmarka.connectors.search.index.sampling import COUNT_ALL
from yarmarka.domain.catalogue.queries import product_ids
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.clock import now
from yarmarka.reads.goods_for_index import goods_for_index

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.alone]

LANGUAGES = ("ru", "en", "zh")
TITLES = {"ru": "Чашка фарфоровая", "en": "Porcelain cup", "zh": "瓷杯"}
WORDS = {"ru": "чашка", "en": "cup", "zh": "瓷杯"}
#: what the dearest of the goods costs, from five figures to seven
DEAREST = (18_900_00, 189_000_00, 1_890_000_00)
#: how wide the words in an empty box are, and how wide the box is for them
ROOM = """box => {
  const style = getComputedStyle(box), pen = document.createElement('canvas').getContext('2d');
  pen.font = style.font;
  const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return [pen.measureText(box.placeholder).width, room];
}"""


@pytest.fixture
def market(live_stack: LiveStack) -> Iterator[Market]:
    market = open_market(countries=("RU", "CN"), stock=0, now=now())
    for number in range(24):
        country, brand = (("RU", "Gzhel"), ("CN", "Jingde"))[number % 2]
        put_on_shelf(
            market, country, f"C-{number}", titles=TITLES, brand=brand, price_minor=(number + 1) * 700_00
        )
    yield market
    index_store().forget()


def index(*, many: int) -> None:
    """Have the index know the goods, as if there were so many like each of them."""
    refresh_all_shelves(now=now())
    goods = [replace(one, sales=9) for one in goods_for_index(product_ids(limit=1_000), now=now())]
    copies = (
        replace(goods[number % len(goods)], id=f"{UUID(int=number)}", sales=0)
        for number in range(many - len(goods))
    )
    index_store().build([*goods, *copies], position="")


def pages(browser: "Browser", stack: LiveStack) -> Iterator[tuple["Page", str, str]]:
    """Yield the finds in each language on a telephone, where filters are opened, and at a desk."""
    for size, part in ((PHONE, "#filters"), (DESK, "")):
        context = browser.new_context(viewport=size)
        page = context.new_page()
        page.set_default_timeout(20_000)
        for language in LANGUAGES:
            page.goto(f"{stack.url}/{language}/search/?q={WORDS[language]}{part}")
            yield page, language, f"{size['width']}-{language}"
        context.close()


def keep(page: "Page", name: str) -> None:
    folder = PICTURES / "very-many-finds"
    folder.mkdir(parents=True, exist_ok=True)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{name} sticks out"
    page.screenshot(path=folder / f"{name}.png")


def test_of_very_many_finds_it_is_told_about_how_many_there_are(
    market: Market, live_stack: LiveStack, browser: "Browser"
) -> None:
    index(many=6 * COUNT_ALL)
    for page, language, name in pages(browser, live_stack):
        keep(page, f"about-{name}")
        count = page.locator("#filters a", has_text="Gzhel").locator(".facet__count")
        about = r"≈\xa01[0-4]\xa0000" if language == "ru" else r"≈\xa01[0-4],000"
        assert re.fullmatch(about, count.inner_text()), name
        in_all = page.locator("#found .found-head").inner_text()
        assert {"ru": "2\xa0400", "en": "2,400", "zh": "2,400"}[language] in in_all
        assert count.bounding_box()["height"] < 24, f"{name}: it stands on one line"
        for limit in page.locator(".price-limits label").all():
            assert limit.inner_text().strip(), "an empty box is named all the same"
            assert not limit.locator("input").get_attribute("placeholder"), "no ends that nobody counted"


@pytest.mark.parametrize("minor", DEAREST)
def test_the_highest_price_can_be_read_in_the_box_where_it_is_typed(
    market: Market, live_stack: LiveStack, browser: "Browser", minor: int
) -> None:
    put_on_shelf(market, "RU", "DEAR", titles=TITLES, brand="Gzhel", price_minor=minor)
    index(many=0)
    for page, _, name in pages(browser, live_stack):
        keep(page, f"up-to-{minor // 100}-{name}")
        highest = page.locator("#facet-to")
        assert str(minor // 100) in (highest.get_attribute("placeholder") or "")
        for box in (page.locator("#facet-from"), highest):
            words, room = box.evaluate(ROOM)
            assert words <= room, f"{name}: {box.get_attribute('placeholder')}"
