"""A whole purchase asks PostgreSQL no more than so often, from the first thing in the basket to the paid order."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tests.api.calling import App, app_of, shown, tell_acquirer
from tests.api.lane import by_lane, request
from tests.api.wishes import KAZAN
from tests.live import LiveStack
from tests.market import open_market
from yarmarka.domain.catalogue.queries import forget_categories
from yarmarka.domain.customs.queries import forget_law
from yarmarka.domain.ledger.actions import forget_accounts
from yarmarka.domain.orders.models import Order
from yarmarka.domain.pricing.queries import forget_rates, forget_terms
from yarmarka.domain.shipping.queries import forget_services
from yarmarka.kernel.clock import now

#: of each request; BEGIN and COMMIT are among them. `bench journey` counts the same from PostgreSQL's own log.
BUDGET = {"basket": 9, "address": 2, "delivery": 2, "place": 9, "pay": 7, "webhook": 11}


@pytest.fixture
def remembering(settings: Settings) -> Iterator[None]:
    """Let this process remember what hardly changes, as it does outside tests, and nothing of other tests."""
    settings.REMEMBERS = True
    for forget in (
        forget_rates,
        forget_terms,
        forget_categories,
        forget_services,
        forget_accounts,
        forget_law,
    ):
        forget()
    yield
    for forget in (
        forget_rates,
        forget_terms,
        forget_categories,
        forget_services,
        forget_accounts,
        forget_law,
    ):
        forget()


def test_a_whole_purchase_stays_within_its_budget(live_stack: LiveStack, remembering: None) -> None:
    market = open_market(now=now())
    app = app_of(market.shopper)
    buy(
        app, [shown("off", offer) for offer in market.offers.values()]
    )  # what is remembered is remembered now
    counts = buy(app, [shown("off", offer) for offer in market.offers.values()])
    assert {order.status for order in Order.objects.all()} == {"paid"}
    assert {step: (counts[step], most) for step, most in BUDGET.items() if counts[step] > most} == {}


def buy(app: App, offers: list[str]) -> dict[str, int]:
    """Buy a piece of each offer; return how many statements each request took, those of the basket together."""
    counts: dict[str, int] = {}

    def ask(step: str, path: str, body: Any, status: int, **headers: str) -> Any:
        with CaptureQueriesContext(connection) as asked:
            answer = app.post(path, body, **headers)
        assert answer.status == status, answer.body
        counts[step] = counts.get(step, 0) + len(asked)
        return answer.body

    for offer in offers:
        ask("basket", "/basket/lines", {"offer_id": offer, "quantity": 1}, 200)
    address = ask("address", "/addresses", KAZAN, 201)
    quote = ask("delivery", "/quote", {"country": "RU"}, 200)
    ways = [(part["seller_id"], part["deliveries"][0]) for part in quote["sellers"]]
    order = {
        "address_id": address["id"],
        "deliveries": [{"seller_id": seller, "service_id": way["service_id"]} for seller, way in ways],
        "expected_total_minor": quote["goods"]["minor"] + sum(way["price"]["minor"] for _, way in ways),
    }
    with CaptureQueriesContext(connection) as asked:
        placed = json.loads(by_lane(request(app, order)).body)
    counts["place"] = len(asked)
    payment = ask("pay", f"/orders/{placed['id']}/payment", {}, 200)
    with CaptureQueriesContext(connection) as asked:
        heard = tell_acquirer(app, _approval(payment))
    assert heard.body == {"is_known": True}
    return counts | {"webhook": len(asked)}


def _approval(payment: dict[str, Any]) -> dict[str, Any]:
    reference = payment["confirmation_url"].rpartition("/")[2].partition("?")[0]
    facts = {
        "id": reference,
        "status": "approved",
        "amount_minor": payment["amount"]["minor"],
        "currency": payment["amount"]["currency"],
        "sequence": 2,
        "updated_at": now().isoformat(),
    }
    return {"id": f"evt_{uuid4().hex}", "type": "payment.approved", "data": {"payment": facts}}
