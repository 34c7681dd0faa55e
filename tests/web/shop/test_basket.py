"""The basket: a guest's and a shopper's, and what can't be had any more."""

import re
from collections.abc import Callable

from django.core import mail

from tests.market import PASSWORD, Market
from tests.web.shop.reader import Reader
from tests.web.shop.test_looking_around import product_path, queries
from yarmarka.domain.catalogue.actions import pause_offer
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.types import Counted
from yarmarka.kernel import clock
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.ids import public_id

Fill = Callable[..., None]


def put(reader: Reader, market: Market, country: str, quantity: int = 1) -> None:
    page = reader.open(product_path(market.offers[country])).send("/basket/put/", quantity=str(quantity))
    assert "It is in your basket." in page.main


def test_empty_basket_leads_to_the_goods(guest: Reader) -> None:
    page = guest.open("/basket/")
    assert "Your basket is empty" in page.main
    assert page.links("/en/")


def test_guest_fills_a_basket_from_three_sellers(market: Market, guest: Reader) -> None:
    for country in ("CN", "GB", "RU"):
        put(guest, market, country, 2)
    page = guest.open("/basket/")
    assert [title.text_content() for title in page.tree.xpath("//main//section//h2")] == [
        "CN Trading",
        "GB Trading",
        "RU Trading",
    ]
    # 2 × (1,543.13 + 14,616.48 + 123.45)
    assert "₽32,566.12" in page.main
    assert "6 pieces" in page.main
    assert "1 CNY = 12.5 RUB" in page.main


def test_putting_again_adds_and_leads_back_to_the_goods(market: Market, guest: Reader) -> None:
    put(guest, market, "RU")
    answer = guest.open(product_path(market.offers["RU"])).post("/basket/put/", quantity="2")
    assert answer.status_code == 303
    assert answer["Location"] == f"/en{product_path(market.offers['RU'])}"
    assert "3 pieces" in guest.open("/basket/").main


def test_quantity_changes_and_nothing_takes_it_out(market: Market, guest: Reader) -> None:
    put(guest, market, "RU")
    assert "₽493.80" in guest.open("/basket/").send("/basket/quantity/", quantity="4").main
    assert "Your basket is empty" in guest.open("/basket/").send("/basket/quantity/", quantity="0").main


def test_odd_quantities_are_explained_and_change_nothing(market: Market, guest: Reader) -> None:
    put(guest, market, "RU")
    for odd in ("-1", "1000", "two", "", "1.5", "99999999999999999999"):
        page = guest.open("/basket/").send("/basket/quantity/", quantity=odd)
        assert "999" in page.main, odd  # the most that one basket takes
        assert "1 piece" in guest.open("/basket/").main


def test_unknown_offers_look_missing(market: Market, guest: Reader) -> None:
    unknown = public_id("off", new_id(clock.now()))
    page = guest.open(product_path(market.offers["RU"]))
    assert page.send("/basket/put/", offer=unknown).status == 404
    assert page.send("/basket/put/", offer="off_nonsense").status == 422


def test_forms_without_proof_of_origin_are_refused(market: Market, guest: Reader) -> None:
    offer = public_id("off", market.offers["RU"])
    assert guest.client.post("/en/basket/put/", {"offer": offer}).status_code == 403


def test_next_never_leads_out_of_the_shop(market: Market, guest: Reader) -> None:
    page = guest.open(product_path(market.offers["RU"]))
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert page.post("/basket/put/", next=elsewhere)["Location"] == "/en/basket/"


def test_sold_out_and_short_lines_say_so_and_lock_the_order(
    market: Market, shopper: Reader, fill: Fill
) -> None:
    fill(CN=2, GB=2, RU=2)
    count_stock([Counted(offer_id=market.offers["CN"], on_hand=1)], now=clock.now())
    pause_offer(seller_id=market.sellers["GB"].id, offer_id=market.offers["GB"], now=clock.now())
    page = shopper.open("/basket/")
    assert "Only 1 is left" in page.main
    assert "The seller does not sell this any more" in page.main
    assert "Goods₽3,333.16" in page.main  # what is gone costs nothing
    ready = shopper.open("/checkout/")
    assert "The order can't be placed yet" in ready.main
    assert not ready.has_button("Place the order")


def test_basket_follows_its_guest_through_signing_in(market: Market, guest: Reader, fill: Fill) -> None:
    fill(RU=1)
    put(guest, market, "RU", 2)
    put(guest, market, "CN", 1)
    page = guest.open("/checkout/")
    assert "/account/login/" in page.path
    sent = page.send("/login/", login=market.shopper.email, password=PASSWORD)
    assert sent.path.startswith("/en/checkout/")
    basket = guest.open("/basket/")
    assert "4 pieces" in basket.main
    assert "CN Trading" in basket.main


def test_baskets_are_apart(market: Market, guest: Reader) -> None:
    put(guest, market, "RU")
    assert "Your basket is empty" in Reader().open("/basket/").main


def test_currency_can_be_switched_in_the_basket(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(CN=1)
    page = shopper.open("/basket/").send("/preferences/", currency="CNY")
    assert page.path == "/en/basket/"
    assert "¥123.45" in page.main
    # A person's choice is there on their next visit too.
    assert "¥123.45" in Reader(type(market.shopper).objects.get(id=market.shopper.id)).open("/basket/").main


def test_basket_asks_the_same_for_one_and_three_lines(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(CN=1)
    one = queries(shopper, "/basket/")
    fill(GB=1, RU=1)
    assert queries(shopper, "/basket/") == one


def test_goods_that_ran_out_are_said_to_come_back(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(CN=1)
    count_stock([Counted(offer_id=market.offers["CN"], on_hand=0)], now=clock.now())
    assert "Sold out for now" in shopper.open("/basket/").main


def test_basket_follows_its_guest_through_signing_up(market: Market, guest: Reader) -> None:
    put(guest, market, "GB", 3)
    page = guest.open("/account/signup/?next=/en/basket/")
    joined = page.send(
        "/signup/",
        full_name="Новый человек",
        email="new@example.test",
        password1="four blue kettles",
        agreed="on",
    )
    code = re.search(r"\b[0-9]{6}\b", str(mail.outbox[-1].body))
    assert code
    joined = joined.send("/confirm-email/", code=code[0])
    assert joined.path == "/en/basket/"
    assert "3 pieces" in joined.main
    assert "You will be asked to sign in" not in joined.main
