"""From a basket to an order: address, delivery, whole price, one button."""

from collections.abc import Callable
from decimal import Decimal

from django.http import HttpResponse

from tests.market import RATES, Market, open_route
from tests.web.shop.reader import Page, Reader
from tests.web.shop.test_looking_around import queries
from yarmarka.domain.accounts.actions import remove_address
from yarmarka.domain.accounts.queries import addresses_of
from yarmarka.domain.catalogue.actions import set_price
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.orders.models import Order
from yarmarka.domain.pricing.actions import record_rates
from yarmarka.kernel import clock

Fill = Callable[..., None]
ADDRESS = {
    "country": "RU",
    "recipient": "Тимур Галеев",
    "street": "пр. Победы, 1, кв. 2",
    "city": "Казань",
    "region": "Республика Татарстан",
    "postal_code": "420140",
    "phone": "+7 900 000-00-00",
    "do": "save",
}


def place(page: Page, **changed: str) -> HttpResponse:
    """Press the button. The acquirer does not run here, so an order's page says that paying must wait."""
    return page.post("/checkout/", do="place", **changed)


def test_guests_sign_in_first_and_empty_baskets_go_back(
    market: Market, guest: Reader, shopper: Reader
) -> None:
    assert "/account/login/" in guest.open("/checkout/address/").path
    page = shopper.open("/checkout/")
    assert page.path == "/en/basket/"
    assert "nothing to order yet" in page.main


def test_saved_address_is_offered_and_leads_on(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1)
    page = shopper.open("/checkout/")
    assert "Алсу Каримова" in page.main
    assert place(page).status_code == 303
    assert Order.objects.get().address["recipient"] == "Алсу Каримова"


def test_another_saved_address_can_be_chosen(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1)
    shopper.open("/checkout/").send("/checkout/address/", **ADDRESS)
    page = shopper.open("/checkout/")
    assert page.main.count("Тимур Галеев") == 2  # where it goes, and among the others
    other = next(
        radio.get("value")
        for radio in page.tree.xpath("//input[@name='address'][@type='radio']")
        if not radio.get("checked")
    )
    chosen = page.send("/checkout/address/", address=other, do="choose")
    assert chosen.path == "/en/checkout/"
    place(chosen)
    assert Order.objects.get().address["recipient"] == "Алсу Каримова"


def test_an_order_never_goes_elsewhere_than_the_page_said(
    market: Market, shopper: Reader, fill: Fill
) -> None:
    fill(RU=1)
    earlier = shopper.open("/checkout/")
    shopper.open("/checkout/").send("/checkout/address/", **ADDRESS)
    assert place(earlier).status_code == 409
    assert not Order.objects.exists()


def test_the_price_stands_there_before_any_address(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1)
    remove_address(person_id=market.shopper.id, address_id=market.address_id, now=clock.now())
    page = shopper.open("/checkout/")
    assert page.path == "/en/checkout/"
    assert "₽603.45" in page.main
    assert "Counted for a delivery to: Russia" in page.main
    assert not page.has_button("Place the order")
    assert page.send("/checkout/address/", **ADDRESS).has_button("Place the order")


def test_new_address_is_saved_and_chosen(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1)
    page = shopper.open("/checkout/").send("/checkout/address/", **ADDRESS)
    assert page.path == "/en/checkout/"
    assert "Тимур Галеев" in page.main
    assert len(addresses_of(person_id=market.shopper.id)) == 2


def test_wrong_address_is_explained_at_its_field_and_nothing_is_lost(
    market: Market, shopper: Reader, fill: Fill
) -> None:
    fill(RU=1)
    wrong = {**ADDRESS, "postal_code": "42", "recipient": ""}
    page = shopper.open("/checkout/").send("/checkout/address/", **wrong)
    assert page.status == 422
    assert page.tree.xpath("//input[@name='recipient']/@aria-invalid") == ["true"]
    assert page.tree.xpath("//input[@name='street']/@value") == [ADDRESS["street"]]
    again = page.send("/checkout/address/", **{**ADDRESS, "postal_code": "42"})
    assert again.status == 422
    assert again.tree.xpath("//input[@name='postal_code']/@aria-invalid") == ["true"]
    assert len(addresses_of(person_id=market.shopper.id)) == 1


def test_each_country_has_its_own_fields(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1)
    page = shopper.open("/checkout/")
    assert "Region, territory or republic" in page.main
    chinese = page.send("/checkout/address/", country="CN", do="country", recipient="王芳")
    assert chinese.status == 200
    assert "Province" in chinese.main
    assert not chinese.tree.xpath("//*[@aria-invalid]")
    assert chinese.tree.xpath("//input[@name='recipient']/@value") == ["王芳"]


def test_another_persons_address_looks_missing(market: Market, fill: Fill) -> None:
    from tests.market import person

    stranger = person("stranger@example.test")
    fill(RU=1)
    page = Reader(market.shopper).open("/checkout/")
    address = page.tree.xpath("//input[@name='address']/@value")[0]
    other = Reader(stranger)
    from tests.web.shop.test_basket import put

    put(other, market, "RU")
    mine = other.open("/checkout/")
    assert mine.send("/checkout/address/", address=address, do="choose").status == 404


def test_whole_price_stands_before_the_last_click(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(CN=1, GB=1, RU=1)
    page = shopper.open("/checkout/")
    # 16,283.06 of goods and three parcels of 850 g at 480.00
    assert "₽16,283.06" in page.main
    assert page.main.count("₽480.00") == 6  # the only way of each seller, and in the sum
    assert page.has_button("Place the order and pay ₽17,723.06")
    assert "1 GBP = 118.4 RUB" in page.main


def test_cheapest_delivery_is_proposed_and_another_counts_anew(
    market: Market, shopper: Reader, fill: Fill
) -> None:
    from yarmarka.domain.shipping.actions import offer_service
    from yarmarka.vocabulary.money import Money

    offer_service(
        carrier="simulated",
        code="express",
        names={"ru": "Экспресс", "en": "Express"},
        origin_country="RU",
        destination_country="RU",
        base=Money(90_000, "RUB"),
        per_kg_minor=0,
        max_weight_g=30_000,
        min_days=1,
        max_days=2,
        inspection_days=7,
        valid_from=clock.now(),
        source="test",
        verified_on=clock.now().date(),
    )
    fill(RU=1)
    page = shopper.open("/checkout/")
    assert page.has_button("pay ₽603.45")
    name, express = _other_way(page)
    counted = page.send("/checkout/", do="count", **{name: express})
    assert counted.has_button("pay ₽1,023.45")
    assert _other_way(counted)[1] != express  # it is the chosen one now


def test_button_never_charges_what_the_page_did_not_show(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1)
    page = shopper.open("/checkout/")
    set_price(
        seller_id=market.sellers["RU"].id, offer_id=market.offers["RU"], price_minor=20_000, now=clock.now()
    )
    answer = page.reader.follow(place(page))
    assert answer.status == 409
    assert "₽603.45" in answer.main  # what was seen
    assert answer.has_button("pay ₽680.00")
    assert not Order.objects.exists()
    assert place(answer).status_code == 303
    assert Order.objects.get().total_minor == 68_000


def test_a_made_up_rate_is_called_so_in_the_readers_language(market: Market, fill: Fill) -> None:
    fill(CN=1)
    page = Reader(market.shopper, language="ru").open("/basket/")
    assert "пример для пробы" in page.main


def test_new_rate_is_told_before_it_is_charged(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(CN=1)
    page = shopper.open("/checkout/")
    record_rates({**RATES, "CNY": Decimal("13.00")}, source="test", now=clock.now())
    assert place(page).status_code == 409


def test_goods_sold_meanwhile_are_named_and_nothing_is_ordered(
    market: Market, shopper: Reader, fill: Fill
) -> None:
    fill(RU=2, CN=1)
    page = shopper.open("/checkout/")
    count_stock([Counted(offer_id=market.offers["RU"], on_hand=1)], now=clock.now())
    answer = shopper.follow(place(page))
    assert answer.status == 409
    assert "Kettle RU-1" in answer.main
    assert "Only 1 is left" in answer.main
    assert not answer.has_button("Place the order")
    assert not Order.objects.exists()
    assert available([market.offers["CN"]]) == {market.offers["CN"]: 10}


def test_basket_changed_in_another_window_is_shown_again(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1)
    page = shopper.open("/checkout/")
    fill(RU=1)
    answer = shopper.follow(place(page))
    assert answer.status == 409
    assert "changed in another window" in answer.main
    assert not Order.objects.exists()


def test_broken_form_orders_nothing(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1)
    page = shopper.open("/checkout/")
    for broken in (
        {"total": ""},
        {"total": "-1"},
        {"total": "9" * 40},
        {"request_key": "x"},
        {"currency": "XXX"},
    ):
        assert place(page, **broken).status_code == 409, broken
    assert not Order.objects.exists()


def test_second_click_leads_to_the_same_order(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1, CN=1)
    page = shopper.open("/checkout/")
    first, second = place(page), place(page)
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]
    assert Order.objects.count() == 1
    assert "Your basket is empty" in shopper.open("/basket/").main


def test_second_click_leaves_a_new_basket_alone(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1)
    page = shopper.open("/checkout/")
    place(page)
    fill(CN=3)
    place(page)
    assert "3 pieces" in shopper.open("/basket/").main
    assert Order.objects.count() == 1


def test_acquirer_out_of_reach_leaves_an_order_that_can_be_paid_later(
    market: Market, shopper: Reader, fill: Fill
) -> None:
    fill(RU=1)
    page = shopper.follow(place(shopper.open("/checkout/")))
    order = Order.objects.get()
    assert order.number in page.main
    assert "does not answer" in page.main
    assert page.has_button("Pay ₽603.45")


def test_goods_that_nobody_brings_there_are_explained(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(RU=1, CN=1)
    open_route("RU", "KZ", now=clock.now())
    kazakh = {**ADDRESS, "country": "KZ", "postal_code": "050000", "city": "Алматы"}
    page = shopper.open("/checkout/").send("/checkout/address/", **kazakh)
    assert page.path == "/en/checkout/"
    assert "We know no way to bring these goods to: Kazakhstan" in page.main
    assert not page.has_button("Place the order")


def test_checkout_asks_the_same_for_one_and_three_sellers(
    market: Market, shopper: Reader, fill: Fill
) -> None:
    fill(CN=1)
    one = queries(shopper, "/checkout/")
    fill(GB=1, RU=1)
    assert queries(shopper, "/checkout/") == one


def _other_way(page: Page) -> tuple[str, str]:
    radio = page.tree.xpath("//input[@type='radio' and not(@checked)]")[0]
    return radio.get("name"), radio.get("value")


def test_order_is_placed_in_the_currency_that_was_shown(market: Market, shopper: Reader, fill: Fill) -> None:
    fill(CN=2)
    shopper.open("/basket/").send("/preferences/", currency="CNY")
    page = shopper.open("/checkout/")
    assert page.has_button("pay ¥298.10")  # 2 × 123.45, and 640.00 ₽ of delivery at 0.08
    place(page)
    order = Order.objects.get()
    assert (order.currency, order.total_minor) == ("CNY", 29_810)
