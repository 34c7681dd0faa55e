"""Narrowing what a search found: facets with counts, each a link, the address is all there is to know."""

from collections.abc import Iterator
from typing import Final

import pytest

from tests.market import Market, open_market, open_route
from tests.reads.goods import put_on_shelf, statements
from tests.web.shop.reader import Page, Reader
from yarmarka.connectors.search import index_store
from yarmarka.domain.catalogue.actions import add_category
from yarmarka.flows.index_goods import rebuild_index
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel import clock


@pytest.fixture
def market(db: None) -> Iterator[Market]:
    now = clock.now()
    market = open_market(countries=("RU", "CN"), stock=0, now=now)
    open_route("RU", "KZ", now=now, code="KZ")
    cups = add_category(names={"ru": "Чашки", "en": "Cups"}, slug="cups", now=now)
    colour = {"name": {"en": "Colour", "ru": "Цвет"}, "unit": ""}
    white, red = (
        {**colour, "value": {"en": en, "ru": ru}} for en, ru in (("white", "белый"), ("red", "красный"))
    )
    put_on_shelf(
        market,
        "RU",
        "A",
        titles={"en": "Tea cup A"},
        brand="Gzhel",
        price_minor=100_00,
        attributes=[white],
        category_id=cups.id,
    )
    put_on_shelf(
        market,
        "RU",
        "B",
        titles={"en": "Tea cup B"},
        brand="Gzhel",
        price_minor=300_00,
        attributes=[red],
        category_id=cups.id,
    )
    put_on_shelf(
        market,
        "CN",
        "C",
        titles={"en": "Tea cup C"},
        brand="Jingde",
        price_minor=50_00,
        currency="CNY",
        attributes=[red],
        category_id=cups.id,
    )
    put_on_shelf(
        market, "CN", "D", titles={"en": "Tea pot D"}, brand="Jingde", price_minor=70_00, currency="CNY"
    )
    refresh_all_shelves(now=now)
    rebuild_index(index_store(), now=now)
    yield market
    index_store().forget()


#: and not what is offered where nothing is found
_FOUND: Final = "//main//*[@class='card__title'][not(preceding::*[@class='shelf-head'])]"


def titles(page: Page) -> list[str]:
    return sorted(title.text_content().strip() for title in page.tree.xpath(_FOUND))


def choices(page: Page, heading: str) -> dict[str, str]:
    """Return what one facet offers: words and count."""
    lines = page.tree.xpath(f"//aside[@id='filters']//section[h3='{heading}']//li/a")
    told = [[" ".join(span.text_content().split()) for span in line.xpath("./span")] for line in lines]
    return {words[0]: words[1] if len(words) > 1 else "" for words in told}


def follow(page: Page, words: str) -> Page:
    """Follow the link of a choice."""
    [link] = page.tree.xpath(f"//aside[@id='filters']//li/a[contains(., '{words}')]/@href")
    return page.reader.open(page.path.removeprefix(f"/{page.reader.language}") + link)


@pytest.mark.usefixtures("market")
def test_each_choice_says_how_many_it_leaves_and_is_an_address(guest: Reader) -> None:
    page = guest.open("/search/?q=tea")
    assert choices(page, "Brand") == {"Gzhel": "2", "Jingde": "2"}
    assert choices(page, "Shelf") == {"Cups": "3", "Kettles": "1"}
    assert choices(page, "Seller from") == {"China": "2", "Russia": "2"}
    assert choices(page, "Sent from") == {"China": "2", "Russia": "2"}
    narrowed = follow(page, "Gzhel")
    assert titles(narrowed) == ["Tea cup A", "Tea cup B"]
    assert "2 products" in narrowed.main
    assert choices(narrowed, "Brand") == {"Gzhel": "2", "Jingde": "2"}, "a facet counts without itself"
    assert not choices(narrowed, "Seller from"), "one country is no choice"
    assert len(titles(follow(narrowed, "Jingde"))) == 4
    cups = follow(page, "Cups")
    assert choices(cups, "Colour") == {"red": "2", "white": "1"}
    assert titles(follow(cups, "white")) == ["Tea cup A"]


@pytest.mark.usefixtures("market")
def test_bands_of_price_count_what_they_find(guest: Reader) -> None:
    for address in ("/search/?q=tea", "/c/cups/"):
        page = guest.open(address)
        for words, count in choices(page, "Price, RUB").items():
            assert len(titles(follow(page, words))) == int(count), words
    dollars = guest.open("/search/?q=tea")
    guest.open("/preferences/").send("/preferences/", currency="CNY")
    yuan = guest.open("/search/?q=tea")
    assert choices(yuan, "Price, CNY").keys() != choices(dollars, "Price, RUB").keys()
    for words, count in choices(yuan, "Price, CNY").items():
        assert len(titles(follow(yuan, words))) == int(count), words


@pytest.mark.usefixtures("market")
def test_chips_take_filters_away_and_sorts_keep_them(guest: Reader) -> None:
    page = guest.open("/search/?q=tea&brand=Gzhel&from=200&sort=price")
    assert titles(page) == ["Tea cup B"]
    chips = page.tree.xpath("//nav[contains(@class, 'filters-line')]//a[@aria-current]")
    assert [" ".join(chip.text_content().split()) for chip in chips] == [
        "from ₽200 ×, take away",
        "Gzhel ×, take away",
    ]
    assert titles(guest.open(f"/search/{chips[0].get('href')}")) == ["Tea cup A", "Tea cup B"]
    assert any("sort=price_desc" in link and "brand=Gzhel" in link for link in page.links("sort="))
    assert "/en/search/?q=tea&sort=price" in page.links("?q=tea"), "take all away"
    nothing = guest.open("/search/?q=tea&brand=Gzhel&from=90000")
    assert "Nothing fits all of these filters" in nothing.main


@pytest.mark.usefixtures("market")
def test_goods_can_be_asked_for_that_come_here_and_in_time(guest: Reader) -> None:
    guest.open("/preferences/").send("/preferences/", country="KZ")
    for address in ("/search/?q=tea+cup", "/c/cups/"):
        page = guest.open(address)
        here, by = choices(page, "Delivery").items()
        assert here == ("Can be delivered to: Kazakhstan", "2"), "nobody brings the third there"
        assert by[0].startswith("by ")
        assert by[1] == "2"
        assert titles(follow(page, here[0])) == titles(follow(page, by[0])) == ["Tea cup A", "Tea cup B"]
        assert "delivered by" in follow(page, by[0]).main
    assert titles(guest.open("/search/?q=tea&comes=7")) == [], "the service takes twenty days"
    assert titles(guest.open("/search/?q=tea&comes=here&sent=CN")) == []


@pytest.mark.usefixtures("market")
def test_what_is_too_much_can_be_left_out_with_filters_kept(guest: Reader) -> None:
    page = guest.open("/search/?q=tea cup skafandr&brand=Gzhel")
    assert "Nothing has all of these words" in page.main
    assert titles(page) == ["Tea cup A", "Tea cup B"]
    assert "?q=tea+cup&brand=Gzhel" in page.links("?q=tea")
    assert not guest.open("/search/?q=tea cup").links("?q=cup")


def test_without_an_index_the_page_says_so_filters_all_the_same_and_counts_nothing(
    market: Market, guest: Reader
) -> None:
    index_store().forget()
    page = guest.open("/search/?q=tea&to=200")
    assert "The large search is being prepared" in page.main
    assert not choices(page, "Brand")
    assert titles(page) == ["Tea cup A"]
    for filters, left in {
        "brand=gzhel&attr=Colour~red": ["Tea cup B"],
        "attr=Colour~red&attr=Colour~white": ["Tea cup A", "Tea cup B", "Tea cup C"],
        "country=CN": ["Tea cup C", "Tea pot D"],
        "sent=RU&in=cups": ["Tea cup A", "Tea cup B"],
        "rating=4": [],
    }.items():
        assert titles(guest.open(f"/search/?q=tea&{filters}")) == left, filters


@pytest.mark.usefixtures("market")
def test_facets_cost_no_statement_for_each_choice(guest: Reader) -> None:
    guest.open("/search/?q=tea")
    plain = statements(lambda: guest.open("/search/?q=tea"))
    narrow = statements(lambda: guest.open("/search/?q=tea&brand=Gzhel&comes=21&sent=RU&attr=Colour~red"))
    assert narrow <= plain


def test_a_card_shows_an_offer_and_a_way_that_fit_the_filter(market: Market, guest: Reader) -> None:
    """Two sell the same pot: the cheaper from China, whose slow way is cheap; the quick one costs more."""
    now = clock.now()
    for country, price in (("CN", 50_00), ("RU", 9_000_00)):
        said = {"gtin": "4006381333931", "titles": {"en": "Glass pot"}, "brand": "Gzhel", "part_number": "P1"}
        put_on_shelf(market, country, f"pot-{country}", price_minor=price, currency="RUB", **said)
    refresh_all_shelves(now=now)
    rebuild_index(index_store(), now=now)

    def card(filters: str) -> str:
        page = guest.open(f"/search/?q=glass+pot&{filters}")
        [card] = page.tree.xpath("//main//article[contains(., 'Glass pot')]")
        return " ".join(card.text_content().split())

    assert "9,000" not in card("")
    assert "9,000" in card("sent=RU")
    assert "9,000" in card("country=RU")
