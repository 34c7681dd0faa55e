"""A shelf shows what can be had, at the reader's price, in a number of statements that does not grow."""

from typing import Any

import pytest

from tests.market import NOW, Market, open_market
from tests.reads.goods import put_on_shelf, statements
from yarmarka.domain.catalogue.actions import add_category
from yarmarka.domain.catalogue.types import Sort
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.sellers.models import Seller
from yarmarka.flows.change_offers import pause_offer
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel.errors import Missing
from yarmarka.reads.shelf import Shelf, listed, shelf
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db
PEN = "04006381333931"


@pytest.fixture
def market() -> Market:
    """A market whose sellers have nothing on the shelf yet."""
    market = open_market(countries=("RU", "CN"), stock=0)
    refresh_all_shelves(now=NOW)
    return market


def kettles(*, slug: str = "kettles", **asked: Any) -> Shelf:
    return shelf(slug, **{"currency": "RUB", "language": "ru", "now": NOW} | asked)


def titles(found: Shelf) -> list[str]:
    return [card.title for card in found.cards]


def test_a_card_tells_price_seller_and_number_of_offers(market: Market) -> None:
    put_on_shelf(
        market,
        "RU",
        "A",
        gtin=PEN,
        titles={"ru": "Ручка", "en": "Pen"},
        price_minor=10_000,
        brand="Stabilo",
        tint=3,
    )
    cheap = put_on_shelf(market, "CN", "B", gtin=PEN, price_minor=700, old_price_minor=900, currency="CNY")
    [card] = kettles().cards
    assert (card.title, card.brand, card.picture, card.tint) == ("Ручка", "Stabilo", "kettle", 3)
    assert card.price == Money(8_750, "RUB")
    assert card.old_price == Money(11_250, "RUB")
    assert (card.offer_id, card.offer_count, card.country) == (cheap.offer_id, 2, "CN")
    [card] = kettles(language="en", currency="CNY").cards
    assert (card.title, card.price) == ("Pen", Money(700, "CNY"))


def test_what_nobody_has_is_not_on_the_shelf(market: Market) -> None:
    put_on_shelf(market, "RU", "GONE", pieces=0)
    resting = put_on_shelf(market, "RU", "RESTS")
    pause_offer(seller_id=market.sellers["RU"].id, offer_id=resting.offer_id, now=NOW)
    assert kettles().cards == ()
    assert kettles().page.total == 0


def test_goods_of_a_seller_who_may_not_sell_leave_the_shelf(market: Market) -> None:
    put_on_shelf(market, "RU", "A")
    Seller.objects.filter(id=market.sellers["RU"].id).update(standing="suspended")
    refresh_all_shelves(now=NOW)
    assert kettles().cards == ()


def test_the_last_piece_sold_shows_at_once(market: Market) -> None:
    sold = put_on_shelf(market, "RU", "A")
    count_stock([Counted(sold.offer_id, 0)], now=NOW)
    [card] = kettles().cards
    assert card.is_sold_out
    assert card.price_minor is None


def test_orders_of_a_shelf(market: Market) -> None:
    for price, sku in ((300, "B"), (100, "C"), (200, "A")):
        put_on_shelf(market, "RU", sku, titles={"ru": sku}, price_minor=price)
    assert titles(kettles(sort=Sort.PRICE)) == ["C", "A", "B"]
    assert titles(kettles(sort=Sort.PRICE_DESC)) == ["B", "A", "C"]
    assert sorted(titles(kettles(sort=Sort.NEWEST))) == ["A", "B", "C"]


def test_prices_in_different_currencies_are_sorted_by_worth(market: Market) -> None:
    put_on_shelf(market, "RU", "A", titles={"ru": "dear"}, price_minor=10_000)
    put_on_shelf(market, "CN", "B", titles={"ru": "cheap"}, price_minor=700, currency="CNY")
    assert titles(kettles(sort=Sort.PRICE)) == ["cheap", "dear"]


def test_pages_hold_every_card_once(market: Market) -> None:
    for number in range(7):
        put_on_shelf(market, "RU", f"K-{number}", price_minor=100)
    pages = [kettles(sort=Sort.PRICE, page=number, per_page=3) for number in (1, 2, 3)]
    assert [len(found.cards) for found in pages] == [3, 3, 1]
    assert len({card.id for found in pages for card in found.cards}) == 7
    assert (pages[0].page.pages, pages[0].page.total, pages[0].page.has_previous) == (3, 7, False)
    assert pages[1].page.has_next
    assert not pages[2].page.has_next
    assert kettles(page=9, per_page=3).cards == ()


def test_a_shelf_shows_what_lies_below_it_and_where_it_stands(market: Market) -> None:
    home = add_category(names={"ru": "Для дома", "en": "Home"}, slug="home", now=NOW)
    lamps = add_category(names={"ru": "Лампы"}, slug="lamps", parent=home, position=2, now=NOW)
    add_category(names={"ru": "Вазы"}, slug="vases", parent=home, position=1, now=NOW)
    desk = add_category(names={"ru": "Настольные"}, slug="desk-lamps", parent=lamps, now=NOW)
    put_on_shelf(market, "RU", "L-1", category_id=desk.id, titles={"ru": "Лампа"})
    top, bottom = kettles(slug="home"), kettles(slug="desk-lamps")
    assert titles(top) == titles(bottom) == ["Лампа"]
    assert kettles(slug="vases").cards == ()
    assert [child.slug for child in top.children] == ["vases", "lamps"]
    assert [above.name for above in bottom.breadcrumbs] == ["Для дома", "Лампы"]
    assert top.breadcrumbs == bottom.children == ()
    assert kettles(slug="home", language="en").category.name == "Home"


def test_all_goods_can_be_listed_without_a_shelf(market: Market) -> None:
    put_on_shelf(market, "RU", "A", titles={"ru": "A"})
    cards, page = listed(None, currency="RUB", language="ru", now=NOW)
    assert [card.title for card in cards] == ["A"]
    assert page.total == 1


def test_an_unknown_shelf_is_missing() -> None:
    with pytest.raises(Missing):
        kettles(slug="nothing-here")


def test_one_row_and_three_cost_the_same(market: Market) -> None:
    put_on_shelf(market, "RU", "A")
    one = statements(kettles)
    for sku in ("B", "C"):
        put_on_shelf(market, "CN", sku, currency="CNY")
    assert statements(kettles) == one == 7
