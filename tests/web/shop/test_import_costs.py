"""The whole price with what customs asks for: paid or not paid, and why, from the product's page to the order's."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.market import Market, open_route
from tests.web.shop.reader import Reader
from tests.web.shop.test_checkout import place
from tests.web.shop.test_looking_around import product_path
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.customs.actions import register, supply_rules
from yarmarka.domain.customs.types import Registration
from yarmarka.domain.orders.models import Order
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.places import PostalAddress

Fill = Callable[..., None]
BERLIN = PostalAddress(
    country="DE",
    recipient="Anna Vogel",
    street="Torstr. 1",
    city="Berlin",
    postal_code="10115",
    phone="+49 30 901820",
)


@pytest.fixture
def law(market: Market) -> None:
    supply_rules(now=now())


def to_berlin(market: Market) -> None:
    open_route("CN", "DE", now=now())
    market.address_id = add_address(person_id=market.shopper.id, address=BERLIN, now=now())


def test_to_russia_nothing_is_due_and_the_price_says_why(
    market: Market, law: None, shopper: Reader, fill: Fill
) -> None:
    fill(CN=1, RU=1)
    assert "Duty and taxes at import" in shopper.open("/basket/").main
    said = shopper.open("/checkout/").main
    assert "No duty and no taxes are due at import." in said
    assert "the goods cross no customs border" in said
    assert "Free up to €200.00 and 31 kg" in said
    assert "EEC Council decision 107" in said and "eaeu.post.2024" in said


def test_unpaid_duties_are_said_plainly_and_stand_in_no_sum(
    market: Market, law: None, shopper: Reader, fill: Fill
) -> None:
    to_berlin(market)
    fill(CN=2)
    page = shopper.open("/checkout/")
    assert "Duties not paid: when the parcel comes, customs will ask you for" in page.main
    assert "not in the price" in page.main
    place(page)
    order = Order.objects.get()
    assert (order.duty_minor, order.import_tax_minor) == (0, 0)


def test_paid_duties_are_in_the_whole_price_and_on_the_orders_page(
    market: Market, law: None, shopper: Reader, fill: Fill
) -> None:
    register(Registration("eu_ioss", "IM3720000224", "IOSS", date(2021, 7, 1)), is_example=True, now=now())
    to_berlin(market)
    fill(CN=2)
    page = shopper.open("/checkout/")
    assert "Duties paid: you pay them with the order, and nothing at the door." in page.main
    place(page)
    order = Order.objects.get()
    assert order.duty_minor > 0 and order.import_tax_minor > 0
    assert order.total_minor == sum(
        (order.goods_minor, order.delivery_minor, order.duty_minor, order.import_tax_minor)
    )
    said = shopper.open(f"/orders/{public_id('ord', order.id)}/").main
    assert "Duties paid" in said and "eu.flat.2026.ioss" in said and "Taxes at import" in said


def test_a_products_page_counts_import_for_one_piece(market: Market, law: None, guest: Reader) -> None:
    said = guest.open(product_path(market.offers["CN"])).main
    assert "No duty and no taxes are due at import." in said
