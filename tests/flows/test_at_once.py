"""The promises hold when things happen at the same moment: real threads, real connections, real locks."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, IntegrityError, transaction
from msgspec.structs import replace

from tests.flows.at_once import at_once, only
from tests.flows.steps import buy, call_off, complete, deliver, label, part_of, scan, send, settle_payout
from tests.market import NOW, Market, add_offer, approval, approve_payment, open_market, order_request, place
from yarmarka.domain.inventory.errors import StockGone
from yarmarka.domain.inventory.models import Stock
from yarmarka.domain.ledger.models import Payout, Posting
from yarmarka.domain.orders.actions import create_orders, is_key_taken
from yarmarka.domain.orders.errors import NotCancellable, NotReceivable, NotToShip
from yarmarka.domain.orders.models import Order, OrderLine
from yarmarka.domain.orders.types import OrderStatus, SellerOrderStatus
from yarmarka.domain.payments.models import Refund
from yarmarka.flows.cancel_orders import cancel_before_shipping, cancel_unpaid
from yarmarka.flows.change_offers import count_offer
from yarmarka.flows.complete_orders import confirm_receipt, release_inspected
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.flows.draft_order import draft_order
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.place_orders import Placed, place_order, place_orders
from yarmarka.flows.price_book import open_sales_book
from yarmarka.flows.record_parcel_events import record_parcel_events
from yarmarka.flows.send_parcels import hand_over
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.at_hand import at_hand
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.parcels import ParcelState

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def market() -> Market:
    return open_market(countries=("CN", "RU"), stock=10)


@pytest.fixture(autouse=True)
def _books_balance_afterwards(market: Market) -> Any:
    yield
    assert verify_books(now=NOW) == ()


def topics() -> Counter[str]:
    return Counter(OutboxMessage.objects.values_list("topic", flat=True))


def nothing_broke(outcomes: list[Any]) -> None:
    """No outcome is a failure of the database: a deadlock, a broken constraint."""
    assert not only(Error, outcomes), outcomes


def test_one_request_key_twice_at_once_is_one_order(market: Market) -> None:
    for _ in range(3):
        before = Order.objects.count()
        request = order_request(market, {market.offers["CN"]: 1, market.offers["RU"]: 1})
        outcomes = at_once([partial(place_order, request, now=NOW)] * 4)
        assert len({placed.order_id for placed in outcomes}) == 1
        assert sorted(placed.is_new for placed in outcomes) == [False, False, False, True]
        assert Order.objects.count() == before + 1


def test_one_request_key_twice_at_once_for_the_last_piece_is_one_order(market: Market) -> None:
    last = add_offer(market, "RU", sku="last", stock=1)
    request = order_request(market, {last: 1})
    outcomes = at_once([partial(place_order, request, now=NOW)] * 4)
    assert len({placed.order_id for placed in outcomes}) == 1


def test_one_piece_goes_to_one_of_twelve(market: Market) -> None:
    last = add_offer(market, "RU", sku="last", stock=1)
    outcomes = at_once([partial(place_order, order_request(market, {last: 1}), now=NOW) for _ in range(12)])
    assert len(only(Placed, outcomes)) == 1
    assert len(only(StockGone, outcomes)) == 11
    assert OrderLine.objects.filter(offer_id=last).count() == 1
    assert (Stock.objects.get(offer_id=last).on_hand, Stock.objects.get(offer_id=last).held) == (1, 1)


def test_batches_that_want_the_same_goods_in_crossed_order_do_not_wait_for_each_other(market: Market) -> None:
    china, russia = market.offers["CN"], market.offers["RU"]
    there = [order_request(market, {china: 1}), order_request(market, {russia: 1, china: 1})]
    back = [order_request(market, {russia: 1}), order_request(market, {china: 1, russia: 1})]
    outcomes = at_once(
        [partial(place_orders, batch, now=NOW) for batch in (there, back, back[::-1], there[::-1])]
    )
    nothing_broke(outcomes)
    assert all(isinstance(outcome, Placed) for batch in outcomes for outcome in batch)
    assert Order.objects.count() == 4


def test_batches_with_crossed_request_keys_do_not_wait_for_each_other(market: Market) -> None:
    # One shopper's keys, and no stock in common that would put the batches one after the other.
    book = open_sales_book(at_hand([market.offers["RU"]]), destinations=["RU"], now=NOW)
    draft = draft_order(order_request(market, {market.offers["RU"]: 1}), book, now=NOW)
    keys = [new_id(NOW) for _ in range(300)]

    def write(order: int) -> set[UUID]:
        batch = [
            replace(draft, id=new_id(NOW), number=f"{order}-{n}", request_key=key, seller_orders=())
            for n, key in enumerate(keys[::order])
        ]
        try:
            with transaction.atomic():
                create_orders(batch, now=NOW)
        except IntegrityError as error:
            assert is_key_taken(error)
            return set()
        return {draft.id for draft in batch}

    for _ in range(3):
        outcomes = at_once([partial(write, 1), partial(write, -1)])
        Order.objects.all().delete()
        nothing_broke(outcomes)
        assert sorted(map(len, outcomes)) == [0, 300]


def test_a_payment_told_of_many_times_at_once_is_taken_once(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 1, market.offers["RU"]: 2})
    attempt = _attempt(placed)
    notices = [approval(attempt, placed.total, event=event) for event in ("push", "push", "fetch", "return")]

    nothing_broke(
        at_once([partial(receive_notice, notice, provider="sandbox", now=NOW) for notice in notices])
    )

    assert Posting.objects.filter(kind="sale").count() == 1
    assert topics()["order_paid"] == 1
    assert Stock.objects.get(offer_id=market.offers["RU"]).on_hand == 8


def _attempt(placed: Placed) -> Any:
    from yarmarka.domain.payments.actions import begin_attempt, note_provider

    attempt_id = begin_attempt(order_id=placed.order_id, provider="sandbox", amount=placed.total, now=NOW)
    note_provider(attempt_id, provider_ref=f"ref-{attempt_id}", confirmation_url="https://bank.test/pay")
    return attempt_id


def test_two_payments_at_once_leave_one_and_give_one_back(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 1})
    notices = [approval(_attempt(placed), placed.total) for _ in range(2)]
    nothing_broke(
        at_once([partial(receive_notice, notice, provider="sandbox", now=NOW) for notice in notices])
    )
    (refund,) = Refund.objects.all()
    assert (refund.reason, refund.amount_minor) == ("paid_twice", placed.total.minor)


@pytest.mark.parametrize("turn", range(3))
def test_time_runs_out_while_the_money_comes(market: Market, turn: int) -> None:
    orders = [place(market, {market.offers["CN"]: 2}) for _ in range(4)]
    notices = [approval(_attempt(placed), placed.total, now=LATER) for placed in orders]
    lapse = partial(lapse_unpaid_orders, now=LATER)
    pay = [partial(receive_notice, notice, provider="sandbox", now=LATER) for notice in notices]

    nothing_broke(at_once([lapse, *pay] if turn % 2 else [*pay, lapse]))

    # Nobody else wants the goods, so whoever paid has them, whichever came first.
    assert set(Order.objects.values_list("status", flat=True)) == {OrderStatus.PAID}
    assert Refund.objects.count() == 0


def test_a_shopper_calls_off_while_the_money_comes(market: Market) -> None:
    orders = [place(market, {market.offers["CN"]: 1}) for _ in range(4)]
    notices = [approval(_attempt(placed), placed.total) for placed in orders]
    calls: list[Callable[[], Any]] = []
    for placed, notice in zip(orders, notices, strict=True):
        calls.append(partial(cancel_unpaid, order_id=placed.order_id, viewer=market.shopper.id, now=NOW))
        calls.append(partial(receive_notice, notice, provider="sandbox", now=NOW))

    outcomes = at_once(calls)

    nothing_broke(outcomes)
    cancelled = Order.objects.filter(status=OrderStatus.CANCELLED).count()
    assert len(only(NotCancellable, outcomes)) == 4 - cancelled
    assert Refund.objects.filter(reason="order_closed").count() == cancelled


def test_a_late_payer_and_a_new_shopper_want_the_same_last_pieces(market: Market) -> None:
    last = add_offer(market, "RU", sku="last", stock=2)
    late = place(market, {last: 2})
    lapse_unpaid_orders(now=LATER)
    notice = approval(_attempt(late), late.total, now=LATER)
    request = order_request(market, {last: 1}, now=LATER)

    outcomes = at_once(
        [
            partial(receive_notice, notice, provider="sandbox", now=LATER),
            partial(place_order, request, now=LATER),
        ]
    )

    nothing_broke(outcomes)
    is_sold = Order.objects.get(id=late.order_id).status == OrderStatus.PAID
    assert is_sold != bool(only(Placed, outcomes))
    assert Refund.objects.count() == (0 if is_sold else 1)


def test_a_part_is_called_off_or_handed_over_but_never_both(market: Market) -> None:
    parts = [part_of(buy(market, "RU")) for _ in range(5)]
    calls: list[Callable[[], Any]] = []
    for part in parts:
        label(part)
        calls.append(
            partial(
                cancel_before_shipping, seller_order_id=part.id, viewer=market.shopper.id, reason="x", now=NOW
            )
        )
        calls.append(partial(hand_over, seller_order_ids=[part.id], seller_id=part.seller_id, now=NOW))

    outcomes = at_once(calls)

    nothing_broke(outcomes)
    for turn, part in enumerate(parts):
        called_off, handed_over = outcomes[2 * turn : 2 * turn + 2]
        status = part_of(part.order_id).status
        if status is SellerOrderStatus.SENT:
            assert isinstance(called_off, NotCancellable)
        else:
            assert isinstance(handed_over, NotToShip)
            assert status is SellerOrderStatus.CANCELLED


def test_both_sides_call_the_same_part_off(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    outcomes = at_once(
        [
            partial(
                cancel_before_shipping, seller_order_id=part.id, viewer=market.shopper.id, reason="x", now=NOW
            ),
            partial(
                cancel_before_shipping, seller_order_id=part.id, seller_id=part.seller_id, reason="y", now=NOW
            ),
        ]
    )
    assert len(only(NotCancellable, outcomes)) == 1
    assert Refund.objects.count() == 1


def test_parts_of_one_order_are_called_off_at_once(market: Market) -> None:
    order_id = buy(market, "CN", "RU")
    outcomes = at_once([partial(call_off, market, part_of(order_id, place_)) for place_ in (0, 1)])
    nothing_broke(outcomes)
    assert Refund.objects.count() == 2


def test_two_payout_runs_at_once_pay_each_seller_once(market: Market) -> None:
    for _ in range(3):
        complete(market, part_of(buy(market, "CN")))
        complete(market, part_of(buy(market, "RU")))
        outcomes = at_once([partial(run_payouts, by=market.staff.id, now=NOW)] * 3)
        nothing_broke(outcomes)
        assert sorted(card.currency for run in outcomes for card in run) == ["CNY", "RUB"]


def test_a_payout_that_fails_during_a_run_is_paid_by_this_run_or_the_next(market: Market) -> None:
    from yarmarka.connectors.payments.port import PayoutKind

    complete(market, part_of(buy(market, "CN")))
    (first,) = run_payouts(by=None, now=NOW)
    outcomes = at_once(
        [partial(settle_payout, first, kind=PayoutKind.FAILED), partial(run_payouts, by=None, now=NOW)]
    )
    nothing_broke(outcomes)
    again = outcomes[1] or run_payouts(by=None, now=NOW)
    assert [card.amount_minor for card in again] == [first.amount_minor]
    assert Payout.objects.count() == 2


@pytest.mark.parametrize("turn", range(4))
def test_the_shopper_confirms_while_the_carrier_tells_of_delivery(market: Market, turn: int) -> None:
    part = part_of(buy(market, "RU"))
    number = send(part)
    tell = partial(
        record_parcel_events, [scan(number, ParcelState.DELIVERED, NOW)], carrier="simulated", now=NOW
    )
    confirm = partial(confirm_receipt, seller_order_id=part.id, viewer=market.shopper.id, now=NOW)

    nothing_broke(at_once([tell, confirm] if turn % 2 else [confirm, tell]))

    assert part_of(part.order_id).status is SellerOrderStatus.COMPLETED
    assert release_inspected(now=NOW + timedelta(days=30)) == 0


def test_the_shopper_confirms_while_the_time_for_inspection_ends(market: Market) -> None:
    parts = [part_of(buy(market, "RU")) for _ in range(3)]
    for part in parts:
        deliver(part)
    week = NOW + timedelta(days=7)
    outcomes = at_once(
        [
            partial(release_inspected, now=week),
            *(
                partial(confirm_receipt, seller_order_id=part.id, viewer=market.shopper.id, now=week)
                for part in parts
            ),
            partial(release_inspected, now=week),
        ]
    )
    nothing_broke(outcomes)
    release_inspected(now=week)  # whoever was locked away from both
    confirmed = 3 - len(only(NotReceivable, outcomes))
    assert topics()["order_completed"] == 3
    assert confirmed <= 3
    assert Posting.objects.filter(kind="release").count() == 3


def test_a_carrier_tells_the_same_twice_at_once(market: Market) -> None:
    numbers = [send(part_of(buy(market, "RU"))) for _ in range(4)]
    scans = [scan(number, ParcelState.DELIVERED, NOW) for number in numbers]
    outcomes = at_once(
        [
            partial(record_parcel_events, batch, carrier="simulated", now=NOW)
            for batch in (scans, scans[::-1], scans)
        ]
    )
    nothing_broke(outcomes)
    assert sum(len(moved) for moved in outcomes) == 4
    assert topics()["parcel_delivered"] == 4


def test_a_carrier_scans_parcels_while_their_seller_hands_them_over(market: Market) -> None:
    parts = [part_of(buy(market, "RU")) for _ in range(6)]
    numbers = [label(part) for part in parts]
    scans = [scan(number, ParcelState.ACCEPTED, NOW) for number in numbers]
    over = [
        partial(hand_over, seller_order_ids=[part.id], seller_id=part.seller_id, now=NOW) for part in parts
    ]
    tells = [partial(record_parcel_events, [one], carrier="simulated", now=NOW) for one in scans]
    outcomes = at_once([call for pair in zip(over, tells, strict=True) for call in pair])
    nothing_broke(outcomes)
    assert {part_of(part.order_id).status for part in parts} == {SellerOrderStatus.SENT}
    assert topics()["parcel_sent"] == 6


def test_a_seller_counts_while_shoppers_order(market: Market) -> None:
    offer, seller = market.offers["RU"], market.sellers["RU"]
    requests = [order_request(market, {offer: 1}) for _ in range(4)]
    count = partial(count_offer, seller_id=seller.id, offer_id=offer, now=NOW)
    outcomes = at_once(
        [
            *(partial(place_order, request, now=NOW) for request in requests),
            partial(count, on_hand=2),
            partial(count, on_hand=3),
        ]
    )
    nothing_broke(outcomes)
    stock = Stock.objects.get(offer_id=offer)
    assert stock.held == len(only(Placed, outcomes)) <= stock.on_hand


def test_goods_are_counted_for_the_first_time_by_two_at_once(market: Market) -> None:
    from yarmarka.domain.inventory.models import StockMovement

    offer = add_offer(market, "RU", sku="new")
    for _ in range(4):
        StockMovement.objects.filter(offer_id=offer).delete()
        Stock.objects.filter(offer_id=offer).delete()
        count = partial(count_offer, seller_id=market.sellers["RU"].id, offer_id=offer, now=NOW)
        nothing_broke(
            at_once([partial(count, on_hand=7), partial(count, on_hand=5), partial(count, on_hand=3)])
        )
        assert verify_books(now=NOW) == ()


def test_different_orders_are_paid_at_once(market: Market) -> None:
    orders = [place(market, {market.offers["CN"]: 1, market.offers["RU"]: 1}) for _ in range(4)]
    nothing_broke(at_once([partial(approve_payment, placed.order_id, placed.total) for placed in orders]))
    assert set(Order.objects.values_list("status", flat=True)) == {OrderStatus.PAID}
