"""From a search to a paid order through the shop's pages, with the bank of practice really running."""

from urllib.parse import urlsplit

import httpx
import pytest
from django.http import HttpResponse
from lxml import html

from tests.live import LiveStack
from tests.market import PASSWORD, Market, open_market
from tests.web.shop.reader import Page, Reader
from tests.web.shop.test_looking_around import refresh
from yarmarka.domain.orders.models import Order
from yarmarka.kernel import clock
from yarmarka.reads.verify import verify_books

pytestmark = pytest.mark.story


class Bank:
    """The shopper's browser on the bank's own pages."""

    def __init__(self, sent_there: HttpResponse) -> None:
        assert sent_there.status_code == 303
        self._client = httpx.Client(trust_env=False, follow_redirects=False, timeout=20)
        self._answer = self._client.get(sent_there["Location"])
        assert self._answer.status_code == 200

    def pay_with(self, card: str) -> "Bank":
        """Choose one of the bank's practice cards."""
        return self._send(card=card)

    def confirm(self) -> "Bank":
        """Type the code that the bank shows in place of sending it."""
        if self._answer.is_redirect:
            self._answer = self._client.get(self._answer.url.join(self._answer.headers["location"]))
        code = html.fromstring(self._answer.text).get_element_by_id("sent").text_content().strip()
        return self._send(code=code)

    def way_back(self) -> str:
        """Return the path in the shop that the bank sends the shopper back to."""
        back = urlsplit(self._answer.headers["location"])
        return f"{back.path}?{back.query}"

    def _send(self, **values: str) -> "Bank":
        form = html.fromstring(self._answer.text).forms[0]
        filled = {name: value for name, value in form.form_values() if value} | values
        self._answer = self._client.post(str(self._answer.url.join(form.get("action"))), data=filled)
        return self


@pytest.fixture
def market(live_stack: LiveStack) -> Market:
    """Three sellers in three countries, on the database that the running servers see."""
    opened = open_market(now=clock.now())
    refresh(opened)
    return opened


def back_in_the_shop(reader: Reader, bank: Bank) -> Page:
    return reader.follow(reader.client.get(bank.way_back()))


def test_shopper_finds_fills_orders_and_pays(market: Market) -> None:
    reader = Reader(language="ru")
    found = reader.open("/search/?q=чайник")
    for path in sorted(set(found.links("/p/prd_"))):
        page = reader.follow(reader.client.get(path)).send("/basket/put/", quantity="2")
        assert "Товар в корзине" in page.main
    basket = reader.open("/basket/")
    assert all(f"{country} Trading" in basket.main for country in ("CN", "GB", "RU"))

    door = reader.open("/checkout/")
    door.send("/login/", login=market.shopper.email, password=PASSWORD)
    checkout = reader.open("/checkout/")
    assert checkout.path == "/ru/checkout/"
    assert "Итого" in checkout.main

    bank = Bank(checkout.post("/checkout/", do="place"))
    order = Order.objects.get()
    declined = back_in_the_shop(reader, bank.pay_with("decline"))
    assert "Банк отклонил оплату" in declined.main
    assert declined.has_button("Попробовать ещё раз")

    bank = Bank(declined.post("/pay/")).pay_with("challenge")
    waiting = reader.follow(reader.client.get(declined.response.request["PATH_INFO"]))
    assert "Банк отклонил оплату" in waiting.main  # the first try stays what it was
    paid = back_in_the_shop(reader, bank.confirm())
    assert "Оплачено. Спасибо" in paid.main
    assert order.number in paid.main

    page = reader.open("/orders/").links("/orders/ord_")[0]
    shown = reader.follow(reader.client.get(page))
    assert shown.main.count("Собирается") == 1 + 3  # in the head, and on each part
    assert "деньги хранятся у нас" in shown.main
    assert not reader.open("/basket/").forms("/basket/quantity/")
    assert verify_books(now=clock.now()) == ()


def test_both_windows_of_a_double_click_pay_for_one_order(market: Market) -> None:
    reader = Reader(market.shopper, language="ru")
    for path in sorted(set(reader.open("/search/?q=чайник").links("/p/prd_"))):
        reader.follow(reader.client.get(path)).send("/basket/put/")
    checkout = reader.open("/checkout/")
    first, second = (checkout.post("/checkout/", do="place") for _ in range(2))
    assert first["Location"] == second["Location"]  # the same payment at the bank, too
    paid = back_in_the_shop(reader, Bank(first).pay_with("approve"))
    assert "Оплачено. Спасибо" in paid.main
    assert Order.objects.count() == 1
    late = reader.follow(checkout.post("/checkout/", do="place"))
    assert Order.objects.get().number in late.main
    assert verify_books(now=clock.now()) == ()
