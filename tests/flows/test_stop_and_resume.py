"""Deliveries to a place are stopped and resumed: by two people, at a minute, and everybody touched is told."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from msgspec import structs

from tests.flows.restricting import WHY, YALTA, resume, second_of, stop, stop_wish
from tests.flows.steps import label, part_of, send
from tests.market import KAZAN, NOW, Market, approve_payment, open_market, order_request
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.compliance.actions import clear, object_to
from yarmarka.domain.compliance.errors import (
    DeliveryRestricted,
    HeldForReview,
    RestrictionIncomplete,
    RestrictionInThePast,
    RestrictionsOverlap,
)
from yarmarka.domain.compliance.models import ClearanceRow, DecisionRow, RestrictionRow
from yarmarka.domain.compliance.queries import decided, objections, restrictions_at
from yarmarka.domain.compliance.rules import evaluate
from yarmarka.domain.compliance.types import Direction, Handling
from yarmarka.domain.governance.actions import propose, say
from yarmarka.domain.governance.errors import NotAnApprover, OwnProposal, ProposalDecided
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.governance.types import NewProposal
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.orders.types import OrderStatus, SellerOrderStatus
from yarmarka.flows.change_rules import RULE, RuleKind, RuleWish, propose_rule
from yarmarka.flows.foretell import touches
from yarmarka.flows.let_held_go import let_held_go
from yarmarka.flows.licences import decide_licence
from yarmarka.flows.place_orders import Placed, PlaceOrder, Refused, place_order, place_orders
from yarmarka.flows.send_parcels import hand_over
from yarmarka.flows.stop_and_resume import STOP, decide, propose_stop, take_effect
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.held_orders import held_orders
from yarmarka.vocabulary.places import PostalAddress

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",), stock=50)


def ask(market: Market, address: PostalAddress = YALTA) -> PlaceOrder:
    return structs.replace(order_request(market, {market.offers["RU"]: 1}), address=address)


def order_to(
    market: Market, address: PostalAddress = YALTA, *, is_paid: bool = True, now: datetime = NOW
) -> UUID:
    placed = place_order(ask(market, address), now=now)
    if is_paid:
        approve_payment(placed.order_id, placed.total)
    return placed.order_id


def told(topic: str) -> list[dict]:
    return [row.facts for row in OutboxMessage.objects.filter(topic=topic).order_by("id")]


def try_to_send(order_id: UUID, *, now) -> None:
    part = part_of(order_id)
    hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=now)


def test_a_stop_takes_two_people_and_holds_from_its_minute_on_to_the_resumption(market: Market) -> None:
    proposal = propose_stop(stop_wish(LATER), by=market.staff.id, now=NOW)
    with pytest.raises(OwnProposal):
        decide(proposal, approve=True, by=market.staff.id, now=NOW)
    decide(proposal, approve=True, by=second_of(market), now=NOW)
    with pytest.raises(ProposalDecided):
        decide(proposal, approve=True, by=second_of(market), now=NOW)
    assert isinstance(place_orders([ask(market)], now=LATER - timedelta(seconds=1))[0], Placed)
    with pytest.raises(DeliveryRestricted) as refusal:
        place_order(ask(market), now=LATER)
    assert refusal.value.facts["why"] == WHY
    assert refusal.value.facts["since"] == LATER
    assert isinstance(place_order(ask(market, KAZAN), now=LATER), Placed)
    resume(market, restrictions_at(LATER)[0].id, now=LATER + timedelta(hours=1))
    assert isinstance(place_order(ask(market), now=LATER + timedelta(hours=1)), Placed)


def test_one_of_a_batch_is_refused_and_the_others_are_placed(market: Market) -> None:
    stop(market)
    requests = [ask(market), ask(market, KAZAN), ask(market)]
    outcomes = place_orders(requests, now=NOW)
    assert [type(one) for one in outcomes] == [Refused, Placed, Refused]


def test_the_preview_counts_what_is_touched_and_names_nobody(market: Market) -> None:
    add_address(person_id=market.shopper.id, address=YALTA, now=NOW)
    order_to(market, is_paid=False)
    order_to(market)
    send(part_of(order_to(market)))
    order_to(market, KAZAN)
    propose_stop(stop_wish(LATER), by=market.staff.id, now=NOW)
    preview = proposals(STOP)[0].asked.preview
    assert preview["addresses"] == preview["people"] == preview["sellers"] == 1
    assert preview["orders"] == {"unpaid": 1, "to_ship": 1, "sent": 1}
    assert preview["money"]["RUB"] > 0
    assert market.shopper.email not in str(preview)


def test_what_may_not_come_from_a_place_touches_its_sellers_and_not_who_lives_there(market: Market) -> None:
    add_address(person_id=market.shopper.id, address=KAZAN, now=NOW)
    bought = order_to(market)
    stop(market, places=("RU-TA",), direction=Direction.FROM)
    preview = proposals(STOP)[0].asked.preview
    assert (preview["addresses"], preview["sellers"], preview["orders"]) == (0, 1, {"to_ship": 1})
    take_effect(now=NOW)
    [letter] = told("place_stopped")
    assert [one["number"] for one in letter["orders"]] == [orders([bought])[bought].number]
    assert (letter["extent"], letter["way"]) == ("some_goods", "from")


def test_orders_that_stand_become_what_was_chosen_and_everybody_reads_it(market: Market) -> None:
    add_address(person_id=market.shopper.id, address=YALTA, now=NOW)
    unpaid, held, sent = order_to(market, is_paid=False), order_to(market), order_to(market)
    send(part_of(sent))
    label(part_of(held))
    restriction_id = stop(market)
    assert take_effect(now=NOW) == 1
    assert take_effect(now=NOW) == 0
    assert orders([unpaid])[unpaid].status is OrderStatus.CANCELLED
    assert part_of(held).status is SellerOrderStatus.TO_SHIP
    assert part_of(sent).status is SellerOrderStatus.SENT
    with pytest.raises(DeliveryRestricted):
        try_to_send(held, now=NOW)
    [letter], [to_seller] = told("place_stopped"), told("place_stopped_seller")
    assert letter["why"] == WHY
    assert sorted(one["fate"] for one in letter["orders"]) == ["cancelled", "held", "on_its_way"]
    assert len(to_seller["orders"]) == 3

    resume(market, restriction_id, now=LATER)
    take_effect(now=LATER)
    assert [one["fate"] for one in told("place_resumed")[0]["orders"]] == ["resumed", "resumed"]
    assert len(told("place_resumed_seller")) == 1
    try_to_send(held, now=LATER)
    assert part_of(held).status is SellerOrderStatus.SENT


def test_paid_orders_can_be_called_off_with_the_money_back_or_finished(market: Market) -> None:
    refunded = order_to(market)
    first = stop(market, handling={"to_ship": Handling.REFUND})
    take_effect(now=NOW)
    assert part_of(refunded).status is SellerOrderStatus.CANCELLED
    assert told("seller_order_cancelled")
    resume(market, first, now=LATER)
    finished = order_to(market, now=LATER)
    label(part_of(finished))
    stop(market, now=LATER + timedelta(hours=1), handling={"to_ship": Handling.FINISH})
    try_to_send(finished, now=LATER + timedelta(hours=2))
    assert part_of(finished).status is SellerOrderStatus.SENT


@pytest.mark.parametrize(
    "address",
    [
        replace(KAZAN, street="ул. Баумана, 1, переслать в Крым"),
        replace(KAZAN, phone="+79781234567"),
        replace(KAZAN, city="Симферополь"),
    ],
    ids=["words", "phone", "city"],
)
def test_where_signs_only_hint_at_a_stopped_place_somebody_looks_before_it_is_sent(market, address) -> None:
    order_id = order_to(market, address)
    label(part_of(order_id))
    try_to_send(order_to_labelled(market), now=NOW)  # no restriction, no question
    stop(market, now=LATER)
    with pytest.raises(HeldForReview):
        try_to_send(order_id, now=LATER)
    assert [one.order_id for one in held_orders()] == [order_id]
    with pytest.raises(RestrictionIncomplete):
        let_held_go(order_id, reason=" ", by=market.staff.id, now=LATER)
    let_held_go(order_id, reason="A friend's nickname.", by=market.staff.id, now=LATER)
    assert held_orders() == []
    deed = Deed.objects.get(kind="order_let_go")
    assert (deed.actor_id, deed.subject_id, deed.reason) == (
        market.staff.id,
        order_id,
        "A friend's nickname.",
    )
    with pytest.raises(Missing):
        let_held_go(order_id, reason="Again", by=market.staff.id, now=LATER)
    try_to_send(order_id, now=LATER)


def test_a_look_is_at_what_holds_by_then_and_not_at_what_begins_later(market: Market) -> None:
    order_id = order_to(market, replace(KAZAN, city="Симферополь"))
    label(part_of(order_id))
    stop(market, now=LATER)
    with pytest.raises(HeldForReview):
        try_to_send(order_id, now=LATER)
    let_held_go(order_id, reason="A namesake near Kazan.", by=market.staff.id, now=LATER)
    later = LATER + timedelta(hours=2)
    stop(market, now=later, code="stop-crimea-again")
    part = part_of(order_id)
    assert touches([part], now=later)[part.id].is_waiting
    with pytest.raises(HeldForReview):
        try_to_send(order_id, now=later)
    assert [one.order_id for one in held_orders()] == [order_id]
    let_held_go(order_id, reason="Still the namesake.", by=market.staff.id, now=later)
    assert held_orders() == []
    try_to_send(order_id, now=later)
    assert [row.reason for row in ClearanceRow.objects.order_by("at")] == [
        "A namesake near Kazan.",
        "Still the namesake.",
    ]


def test_what_is_written_about_a_held_order_is_kept_as_the_database_can_hold_it(market: Market) -> None:
    order_id = order_to(market, KAZAN)
    said = "It is\x00 a street.\r\nNot Crimea."
    object_to(order_id=order_id, words=said, by=market.shopper.id, now=LATER)
    clear(order_id=order_id, reason="A\x00 friend\n" + "x" * 600, by=market.staff.id, now=LATER)
    assert objections([order_id]) == {order_id: ("It is a street.\nNot Crimea.",)}
    assert ClearanceRow.objects.get().reason == ("A friend " + "x" * 600)[:500]


def order_to_labelled(market: Market) -> UUID:
    order_id = order_to(market, KAZAN)
    label(part_of(order_id))
    return order_id


def test_a_decision_can_be_made_again_from_the_log_and_the_log_can_not_be_changed(market: Market) -> None:
    stop(market)
    place_orders([ask(market)], now=NOW)
    row = DecisionRow.objects.get()
    deal, verdict, at = decided(row.id)
    assert evaluate(deal, restrictions_at(at)) == verdict
    for change in (
        lambda: DecisionRow.objects.update(outcome="allow"),
        lambda: RestrictionRow.objects.update(code="another"),
        lambda: RestrictionRow.objects.all().delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_a_stop_says_why_in_every_language_begins_in_time_and_holds_once(market: Market) -> None:
    for wrong, problem in (
        ({"shopper_texts": {"ru": "Так."}}, RestrictionIncomplete),
        ({"places": ()}, RestrictionIncomplete),
        ({"since": NOW - timedelta(minutes=1)}, RestrictionInThePast),
    ):
        with pytest.raises(problem):
            propose_stop(replace(stop_wish(NOW), **wrong), by=market.staff.id, now=NOW)
    stop(market)
    with pytest.raises(RestrictionsOverlap):
        stop(market, now=LATER)


def test_a_proposal_waits_for_its_quorum_of_those_who_may_approve(market: Market) -> None:
    second = second_of(market)
    asked = NewProposal(
        matter="anything",
        facts={},
        source="a charter",
        effective_at=NOW,
        quorum=2,
        approvers=(second, market.shopper.id),
    )
    proposal = propose(asked, by=market.staff.id, now=NOW)

    def yes(by: UUID, matter: str = "anything") -> bool | None:
        return say(proposal_id=proposal, matters=(matter,), is_for=True, by=by, now=NOW).is_approved

    with pytest.raises(Missing):
        yes(second, matter="something_else")
    assert yes(second) is None
    with pytest.raises(NotAnApprover):
        yes(market.owners["RU"].id)
    assert yes(market.shopper.id) is True


@pytest.mark.parametrize("decide_another", [decide, decide_licence])
def test_a_proposal_is_decided_by_the_flow_of_its_matter_alone(market: Market, decide_another) -> None:
    wish = RuleWish(RuleKind.SPREAD, 120, LATER, "Board, 20 November")
    rule = propose_rule(wish, by=market.staff.id, now=NOW)
    with pytest.raises(Missing):
        decide_another(rule, approve=False, by=second_of(market), now=NOW)
    assert [card.is_approved for card in proposals(RULE)] == [None]


def test_without_restrictions_placing_asks_once_for_them_and_once_for_forwarding_addresses(
    market: Market,
) -> None:
    requests = [ask(market) for _ in range(5)]
    with CaptureQueriesContext(connection) as asked:
        place_orders(requests, now=NOW)
    about = [one["sql"] for one in asked.captured_queries if "compliance_" in (one["sql"] or "")]
    for table in ("compliance_restriction", "compliance_forwarder"):
        assert sum(table in sql for sql in about) <= 1
    assert len(about) <= 2
