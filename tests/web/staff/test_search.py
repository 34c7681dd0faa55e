"""One box finds everything that an operator may have in hand; an order is one line of time; statements open."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.flows.steps import buy, complete, give_back, part_of, send
from tests.market import NOW, Market
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.orders.models import Order
from yarmarka.domain.payments.models import PaymentAttempt
from yarmarka.reads.staff_search import staff_search
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


def found(words: str) -> dict[str, list[str]]:
    return {
        what: [each.title for each in group] for what, group in staff_search(words, language="en").items()
    }


def test_everything_is_found_by_what_people_have_in_hand(market: Market) -> None:
    order = buy(market, "CN")
    number = Order.objects.get(id=order).number
    parcel = send(part_of(order))
    reference = PaymentAttempt.objects.get(order_id=order).provider_ref
    Person.objects.filter(id=market.shopper.id).update(phone="+79001234567")
    email = market.shopper.email
    assert found(number) == {"order": [number]}
    assert found(number.lower()) == {"order": [number]}
    assert found(public_id("ord", order)) == {"order": [number]}
    assert found(number[:8]) == {"order": [number]}
    assert found(email) == {"order": [number], "person": [email]}
    assert found("+7 (900) 123-45-67")["person"] == [email]
    assert found("alsu")["person"] == [email]
    assert found("cn trad")["seller"] == ["CN Trading"]
    assert found("91110000600037341L")["seller"] == ["CN Trading"]
    assert found("CN-1")["product"]
    assert found(parcel) == {"parcel": [parcel]}
    assert found(reference) == {"payment": [reference]}
    assert found("nothing-is-called-this") == found("x") == found("%%%") == {}


def test_what_is_named_exactly_stands_first_and_alone_it_is_opened(operator: Client, market: Market) -> None:
    number = Order.objects.get(id=buy(market, "CN")).number
    answer = operator.get("/en/staff/search/", {"q": number})
    assert answer.status_code == 302
    assert "/staff/orders/ord_" in answer["Location"]
    page = operator.get("/en/staff/search/", {"q": market.shopper.email}).content.decode()
    assert re.search(r"alsu@example\.test</a>\s*<span class=\"status status--good\">exactly this", page)
    assert number in page
    assert "Nothing is called that" in operator.get("/en/staff/search/?q=%00%27%25_").content.decode()


def test_a_search_costs_a_few_queries_however_much_it_finds(market: Market) -> None:
    counts = []
    for _ in range(2):
        buy(market, "CN")
        with CaptureQueriesContext(connection) as queries:
            staff_search(market.shopper.email, language="en")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 2


def test_an_order_is_one_line_of_time_and_can_be_narrowed(operator: Client, market: Market) -> None:
    order = buy(market, "CN")
    part = part_of(order)
    complete(market, part)
    give_back(market, part, 5_000)
    address = f"/en/staff/orders/{public_id('ord', order)}/"
    whole = operator.get(address).content.decode().split('id="timeline"')[1].split("</section>")[0]
    for fact in (
        "Placed", "Handed over", "Label bought", "In the books: Payment received", "Commission earned",
        "A refund was asked for", "The order is paid", "To the seller: a new order to pack",
    ):  # fmt: skip
        assert fact in whole, fact
    money = (
        operator.get(f"{address}?line=money")
        .content.decode()
        .split('id="timeline"')[1]
        .split("</section>")[0]
    )
    assert "In the books: Payment received" in money
    assert "Label bought" not in money
    assert "The order is paid" not in money


def test_staff_open_a_sellers_statement_as_the_seller_does(operator: Client, market: Market) -> None:
    part = part_of(buy(market, "RU"))
    complete(market, part)
    seller = f"/en/staff/sellers/{public_id('slr', part.seller_id)}/months/"
    page = operator.get(seller).content.decode()
    assert "November 2026" in page
    asked = {"month": f"{NOW:%Y-%m}", "currency": "RUB"}
    assert b"".join(operator.get(f"{seller}statement.pdf", asked)).startswith(b"%PDF")
    rows = b"".join(operator.get(f"{seller}statement.csv", asked)).decode()  # type: ignore[arg-type]  # a stream
    assert Order.objects.get(id=part.order_id).number in rows
    assert operator.get(f"{seller}statement.pdf", {"month": "2026-11", "currency": "GBP"}).status_code == 404
