"""Restrictions are evaluated wherever something is decided: ties, licences, warnings, goods, payouts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from msgspec import structs

from tests.flows.restricting import WHY, YALTA, second_of, stop
from tests.flows.steps import buy, complete, label, part_of
from tests.market import NOW, Market, approve_payment, open_market, order_request
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.compliance.actions import clear
from yarmarka.domain.compliance.errors import DeliveryRestricted, HeldForReview
from yarmarka.domain.compliance.queries import decisions, restrictions_at
from yarmarka.domain.compliance.rules import evaluate
from yarmarka.domain.compliance.types import Direction, Licence, Outcome, Step
from yarmarka.domain.governance.errors import OwnProposal
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.flows.let_held_go import let_held_go
from yarmarka.flows.licences import LICENCE, decide_licence, propose_licence
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.send_parcels import hand_over
from yarmarka.kernel.errors import Missing
from yarmarka.reads.held_orders import held_orders
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",), stock=50)


def order_to_yalta(market: Market):
    request = structs.replace(order_request(market, {market.offers["RU"]: 1}), address=YALTA)
    placed = place_order(request, now=NOW)
    approve_payment(placed.order_id, placed.total)
    label(part_of(placed.order_id))
    return placed.order_id


def try_to_send(order_id, *, after: timedelta = timedelta(hours=1)) -> None:
    part = part_of(order_id)
    hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=NOW + after)


@pytest.mark.parametrize("tie", ["operator", "seller", "payment", "carrier", "origin"])
def test_any_tie_to_a_country_or_a_union_suffices_and_without_one_it_goes(
    market: Market, settings, tie: str
) -> None:
    settings.CARRIER_COUNTRIES = {"simulated": "RU"}
    settings.ACQUIRER_COUNTRIES = {"sandbox": "RU"}
    stop(market, nexus={tie: ("EU",)})
    order_to_yalta(market)
    stop(market, code="stop-tied", nexus={tie: ("EAEU",)})
    with pytest.raises(DeliveryRestricted):
        order_to_yalta(market)


@pytest.mark.parametrize(("chosen", "is_stopped"), [("category", True), ("another", False), ("hs", True)])
def test_only_the_goods_that_are_named_are_stopped(market: Market, chosen: str, is_stopped: bool) -> None:
    narrower = {
        "category": {"categories": (market.category.id,)},
        "another": {"categories": (market.address_id,)},
        "hs": {"hs_prefixes": ("8516",)},
    }[chosen]
    stop(market, **narrower)
    if is_stopped:
        with pytest.raises(DeliveryRestricted):
            order_to_yalta(market)
    else:
        order_to_yalta(market)


def test_what_needs_a_licence_waits_for_one_that_two_people_took_down(market: Market) -> None:
    stop(market, outcome=Outcome.LICENCE)
    order_id = order_to_yalta(market)
    assert [one.order_id for one in held_orders()] == [order_id]
    with pytest.raises(HeldForReview):
        try_to_send(order_id)
    with pytest.raises(Missing):
        let_held_go(order_id, reason="It looks well.", by=market.staff.id, now=NOW)
    clear(order_id=order_id, reason="Looked at for another reason.", by=market.staff.id, now=NOW)
    assert [one.needs_licence for one in held_orders()] == [True], "a look is no licence"
    with pytest.raises(HeldForReview):
        try_to_send(order_id)
    licence = Licence("stop-crimea", "L-1", "An authority", NOW, NOW + timedelta(days=30))
    propose_licence(licence, by=market.staff.id, now=NOW)
    [card] = proposals(LICENCE)
    with pytest.raises(OwnProposal):
        decide_licence(card.id, approve=True, by=market.staff.id, now=NOW)
    decide_licence(card.id, approve=True, by=second_of(market), now=NOW)
    try_to_send(order_id, after=timedelta(hours=2))
    assert part_of(order_id).status is SellerOrderStatus.SENT
    assert held_orders() == []
    last = decisions(order_id=order_id)[0]
    assert (last.step, last.verdict.outcome, last.deal.licensed) == (
        Step.HAND_OVER,
        Outcome.ALLOW,
        {"stop-crimea"},
    )
    assert [one.wish.code for one in last.verdict.under_licence] == ["stop-crimea"]


def test_a_warning_lets_goods_go_and_is_written_down_with_the_order(market: Market) -> None:
    stop(market, outcome=Outcome.WARN)
    order_id = order_to_yalta(market)
    try_to_send(order_id)
    [decision] = decisions(order_id=order_id)
    assert (decision.step, decision.verdict.outcome) == (Step.PLACING, Outcome.WARN)
    assert evaluate(decision.deal, restrictions_at(decision.at)) == decision.verdict


def test_a_seller_in_a_place_that_nothing_may_come_from_is_not_paid_and_a_stop_of_deliveries_pays(
    market: Market,
) -> None:
    complete(market, part_of(buy(market, "RU", quantity=10)))
    stop(market, places=("RU-TA",), direction=Direction.FROM)
    assert run_payouts(by=None, now=NOW) == ()
    assert [one.step for one in decisions()] == [Step.PAYOUT]


def test_a_stop_of_deliveries_to_a_sellers_own_place_does_not_keep_it_from_being_paid(market: Market) -> None:
    complete(market, part_of(buy(market, "RU", quantity=10)))
    stop(market, places=("RU-TA",))
    assert len(run_payouts(by=None, now=NOW)) == 1


def test_product_basket_and_order_say_why_and_ask_nothing_while_nothing_is_restricted(market: Market) -> None:
    shopper, product = Client(), _product_of(market)
    add_address(person_id=market.shopper.id, address=YALTA, now=NOW + timedelta(days=1))
    shopper.force_login(market.shopper)
    shopper.post("/ru/basket/put/", {"offer": public_id("off", market.offers["RU"]), "quantity": 1})
    order_id = order_to_yalta(market)
    pages = (
        f"/ru/p/{public_id('prd', product)}/",
        "/ru/basket/",
        f"/ru/orders/{public_id('ord', order_id)}/",
    )
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            assert WHY["ru"] not in shopper.get(page).content.decode()
        about = [one["sql"] for one in asked.captured_queries if "compliance_" in (one["sql"] or "")]
        assert len(about) <= 2, "restrictions and forwarding addresses, each remembered for seconds"
    stop(market)
    for page in pages:
        assert WHY["ru"] in shopper.get(page).content.decode(), page


def _product_of(market: Market):
    from yarmarka.domain.catalogue.queries import offers_for_sale

    return offers_for_sale([market.offers["RU"]])[market.offers["RU"]].product_id
