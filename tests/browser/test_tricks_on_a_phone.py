"""Every way in which somebody may write it, typed into the box of a telephone: the product is offered, and found."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.live import LiveStack
from tests.market import Market, open_market
from tests.reads.goods import put_on_shelf
from yarmarka.connectors.search import index_store
from yarmarka.domain.catalogue.actions import add_category
from yarmarka.domain.synonyms.actions import write_line
from yarmarka.flows.index_goods import rebuild_index
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.clock import now

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.alone]

PHONE = {"width": 360, "height": 740}
SAMOVAR, TREE, PHONES, HOSE, BANK = (
    "Самовар угольный",
    "Ёлка искусственная",
    "Наушники Xiaomi Buds",
    "Шланг садовый 1,5 м",
    "Powerbank 10000",
)
LARGE, SMALL, SIZE_42, SIZE_38 = (
    "Футболка хлопковая XL",
    "Футболка хлопковая S",
    "Кроссовки беговые, размер 42",
    "Кроссовки беговые, размер 38",
)
GOODS = {
    SAMOVAR: {"titles": {"ru": SAMOVAR}},
    TREE: {"titles": {"ru": TREE}},
    PHONES: {"titles": {"ru": PHONES, "zh": "小米蓝牙耳机"}, "brand": "Xiaomi"},
    HOSE: {"titles": {"ru": HOSE, "en": "Garden hose 1.5 m"}},
    BANK: {"titles": {"ru": BANK}},
    SMALL: {"titles": {"ru": SMALL}},
    LARGE: {"titles": {"ru": LARGE}},
    SIZE_38: {"titles": {"ru": SIZE_38}},
    SIZE_42: {"titles": {"ru": SIZE_42}},
}
TRICKS = {
    "a typing mistake": ("самавар", SAMOVAR),
    "the other layout": ("cfvjdfh", SAMOVAR),
    "Russian in Latin letters": ("samovar", SAMOVAR),
    "Latin in Russian letters": ("сяоми", PHONES),
    "another language": ("headphones", PHONES),
    "another unit": ("шланг 150 см", HOSE),
    "joined words": ("gardenhose", HOSE),
    "split words": ("power bank", BANK),
    "е for ё": ("елка", TREE),
    "Chinese": ("蓝牙耳机", PHONES),
    "another case and number": ("угольных самоваров", SAMOVAR),
    "a size in letters": ("футболка xl", LARGE),
    "a size in figures": ("кроссовки 42", SIZE_42),
    "a brand among other words": ("xiaomi наушники", PHONES),
    "words that staff say mean the same": ("самогрей", SAMOVAR),
    "a word too many": ("шланг садовый фиолетовый", HOSE),
}


@pytest.fixture
def market(live_stack: LiveStack) -> Iterator[Market]:
    market = open_market(countries=("RU",), stock=0, now=now())
    shelf = add_category(names={"ru": "Самовары", "en": "Samovars", "zh": "茶炊"}, slug="samovars", now=now())
    for number, said in enumerate(GOODS.values()):
        place = market.category if number else shelf  # the samovar has its own
        put_on_shelf(market, "RU", f"G-{number}", category_id=place.id, price_minor=1_000_00, **said)
    refresh_all_shelves(now=now())
    write_line(words={"ru": ("самогрей", "самовар")}, by=market.staff.id, now=now())
    rebuild_index(index_store(), now=now())
    yield market
    index_store().forget()


@pytest.fixture
def page(browser: "Browser", market: Market, live_stack: LiveStack) -> Iterator["Page"]:
    context = browser.new_context(viewport=PHONE, locale="ru-RU", device_scale_factor=2)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{live_stack.url}/ru/")
    yield page
    context.close()


def test_each_trick_is_offered_and_found(page: "Page") -> None:
    wrong, said = [], []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    for trick, (typed, title) in TRICKS.items():
        box = page.locator("input[name=q]").first
        box.fill("")
        box.press_sequentially(typed)
        offered = page.locator("[role=option]", has_text=title)
        try:
            offered.first.wait_for(timeout=5_000)
        except Exception as late:  # the others are looked at as well
            wrong.append(f"{trick}: “{typed}” did not offer {title}: {type(late).__name__}")
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{trick} sticks out"
        with page.expect_navigation():
            box.press("Enter")
        first = page.locator("main .card__title").first
        if not first.count() or first.inner_text().strip() != title:
            wrong.append(f"{trick}: “{typed}” did not find {title} first on {page.url}")
    assert not wrong, "\n".join(wrong)
    assert said == []


def test_the_keyboard_leads_through_what_is_offered(page: "Page") -> None:
    box = page.get_by_role("combobox")
    box.press_sequentially("самов")
    page.locator("[role=option]").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    assert "Самовары" in pointed_at(page)
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None, "back in the box"
    box.press("ArrowUp")
    assert "Все находки" in pointed_at(page), "round to the last one"
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "самов", "what was typed stays"
    box.press("ArrowDown")
    page.locator("[role=option]").first.wait_for()
    for _ in range(2):
        box.press("ArrowDown")
    assert SAMOVAR in pointed_at(page)
    with page.expect_navigation():
        box.press("Enter")
    assert page.locator("h1").inner_text() == SAMOVAR


def pointed_at(page: "Page") -> str:
    """Return the words of the option that the box points at, which must be seen to be chosen."""
    key = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    option = page.locator(f"#{key}")
    assert option.get_attribute("aria-selected") == "true"
    return option.inner_text()
