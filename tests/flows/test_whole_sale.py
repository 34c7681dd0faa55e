"""A sale from the basket to the payout, told by its flows; the books are checked after every step."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.market import NOW, Market, approval, approve_payment, open_market, order_request, place
from yarmarka.domain.inventory.errors import StockGone
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.domain.orders.errors import NotCancellable, RequestKeyReused
from yarmarka.domain.orders.queries import order_for, seller_orders_of
from yarmarka.domain.orders.types import OrderStatus, SellerOrderStatus
from yarmarka.domain.payments.queries import refunds_of, shares_of
from yarmarka.domain.pricing.errors import PriceChanged
from yarmarka.domain.shipping.actions import note_handed_over, number_parcel, prepare_parcel
from yarmarka.domain.shipping.types import NewParcelEvent
from yarmarka.flows.cancel_orders import cancel_before_shipping, cancel_unpaid
from yarmarka.flows.complete_orders import confirm_receipt, release_inspected
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.place_orders import Placed, Refused, place_order, place_orders
from yarmarka.flows.record_parcel_events import record_parcel_events
from yarmarka.flows.send_parcels import hand_over
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState, s10

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return open_market()


def topics() -> list[str]:
    return list(OutboxMessage.objects.order_by("id").values_list("topic", flat=True))


def owed(kind: AccountKind, currency: str = "RUB") -> int:
    return sum(balance.owed_minor for balance in balances(kind=kind) if balance.currency == currency)


def everything_adds_up() -> None:
    assert verify_books(now=NOW) == ()


def send(market: Market, country: str, part_id: UUID, *, now: datetime = NOW) -> str:
    """Ship a seller order as its seller would, with a number that needs no carrier."""
    part = next(part for part in seller_orders_of([_order_of(part_id)]) if part.id == part_id)
    parcel_id = prepare_parcel(
        order_id=part.order_id, seller_order_id=part.id, carrier="simulated", weight_g=850, now=now
    )
    number = s10("LP", int(part_id.int % 10**8), country)
    number_parcel(parcel_id, number=number)
    hand_over(seller_order_ids=[part.id], seller_id=market.sellers[country].id, now=now)
    note_handed_over([parcel_id], now=now)
    return number


def _order_of(part_id: UUID) -> UUID:
    from yarmarka.domain.orders.queries import seller_orders

    return seller_orders([part_id])[part_id].order_id


def said(number: str, state: ParcelState, at: datetime) -> NewParcelEvent:
    return NewParcelEvent(
        number=number,
        state=state,
        raw_code=state.value,
        texts={},
        place="Казань",
        country="RU",
        occurred_at=at,
    )


def test_one_basket_from_three_sellers_becomes_one_order_with_three_parts(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 2, market.offers["GB"]: 1, market.offers["RU"]: 3})

    order = order_for(person_id=market.shopper.id, order_id=placed.order_id)
    parts = seller_orders_of([order.id])
    assert [part.payout_currency for part in parts] == ["CNY", "GBP", "RUB"]
    assert {part.status for part in parts} == {SellerOrderStatus.UNPAID}
    # 123.45 in each seller's currency, at the recorded rates, by the piece
    assert [part.goods_minor for part in parts] == [2 * 154_313, 1_461_648, 3 * 12_345]
    # 300 ₽ and 20 ₽ for each begun 100 g: 1.7 kg, 0.85 kg, 2.55 kg
    assert [part.delivery_minor for part in parts] == [64_000, 48_000, 82_000]
    assert order.total_minor == sum(part.total_minor for part in parts) == placed.total.minor
    assert available(market.offers.values()) == {
        market.offers["CN"]: 8,
        market.offers["GB"]: 9,
        market.offers["RU"]: 7,
    }
    everything_adds_up()


def test_a_payment_sells_the_hold_and_fills_escrow_once(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 1, market.offers["RU"]: 1})

    attempt = approve_payment(placed.order_id, placed.total)
    receive_notice(approval(attempt, placed.total), provider="sandbox", now=NOW)
    receive_notice(approval(attempt, placed.total, event="evt-other"), provider="sandbox", now=NOW)

    assert order_for(person_id=market.shopper.id, order_id=placed.order_id).status is OrderStatus.PAID
    assert owed(AccountKind.ESCROW) + owed(AccountKind.DELIVERY) == placed.total.minor
    parts = seller_orders_of([placed.order_id])
    assert {part.status for part in parts} == {SellerOrderStatus.TO_SHIP}
    shares = shares_of([part.id for part in parts])
    assert sum(share for _, share in shares.values()) == placed.total.minor
    assert topics().count("order_paid") == 1
    assert topics().count("new_seller_order") == 2
    everything_adds_up()


def test_delivery_and_time_release_escrow_to_the_seller_and_a_payout_empties_the_balance(
    market: Market,
) -> None:
    placed = place(market, {market.offers["CN"]: 1})
    approve_payment(placed.order_id, placed.total)
    (part,) = seller_orders_of([placed.order_id])
    number = send(market, "CN", part.id)
    delivered_at = NOW + timedelta(days=9)

    record_parcel_events(
        [said(number, ParcelState.DELIVERED, delivered_at)], carrier="simulated", now=delivered_at
    )
    assert release_inspected(now=delivered_at + timedelta(days=7) - timedelta(seconds=1)) == 0
    assert release_inspected(now=delivered_at + timedelta(days=7)) == 1
    everything_adds_up()

    assert owed(AccountKind.ESCROW) == owed(AccountKind.DELIVERY) == 0
    assert owed(AccountKind.COMMISSION) == part.commission_minor == 12_345  # 8 % of 1 543,13 ₽
    assert owed(AccountKind.SELLER_BALANCE, "CNY") == part.payout_minor

    (payout,) = run_payouts(by=market.staff.id, now=delivered_at + timedelta(days=8))
    assert (payout.amount_minor, payout.currency) == (part.payout_minor, "CNY")
    assert owed(AccountKind.SELLER_BALANCE, "CNY") == 0
    assert run_payouts(by=market.staff.id, now=delivered_at + timedelta(days=8)) == ()
    everything_adds_up()


def test_the_shopper_may_confirm_receipt_before_the_time_is_over(market: Market) -> None:
    placed = place(market, {market.offers["RU"]: 1})
    approve_payment(placed.order_id, placed.total)
    (part,) = seller_orders_of([placed.order_id])
    send(market, "RU", part.id)

    stranger = new_id(NOW)
    with pytest.raises(Missing):
        confirm_receipt(seller_order_id=part.id, viewer=stranger, now=NOW)
    confirm_receipt(seller_order_id=part.id, viewer=market.shopper.id, now=NOW)

    assert owed(AccountKind.SELLER_BALANCE) == part.net_minor
    assert seller_orders_of([placed.order_id])[0].status is SellerOrderStatus.COMPLETED
    everything_adds_up()


def test_cancelling_before_shipping_refunds_in_full_and_puts_the_goods_back(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 4, market.offers["RU"]: 1})
    approve_payment(placed.order_id, placed.total)
    chinese, russian = seller_orders_of([placed.order_id])

    cancel_before_shipping(
        seller_order_id=chinese.id, viewer=market.shopper.id, reason="changed_mind", now=NOW
    )

    (refund,) = refunds_of([placed.order_id])
    assert (refund.amount_minor, refund.currency) == (chinese.total_minor, "RUB")
    assert owed(AccountKind.REFUND_PAYABLE) == chinese.total_minor
    assert (owed(AccountKind.ESCROW), owed(AccountKind.DELIVERY)) == (
        russian.goods_minor,
        russian.delivery_minor,
    )
    assert available([market.offers["CN"]]) == {market.offers["CN"]: 10}
    with pytest.raises(NotCancellable):
        cancel_before_shipping(seller_order_id=chinese.id, viewer=market.shopper.id, reason="again", now=NOW)
    everything_adds_up()


def test_what_was_sent_can_no_longer_be_cancelled(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 1})
    approve_payment(placed.order_id, placed.total)
    (part,) = seller_orders_of([placed.order_id])
    send(market, "CN", part.id)

    with pytest.raises(NotCancellable):
        cancel_before_shipping(
            seller_order_id=part.id, seller_id=market.sellers["CN"].id, reason="no_stock", now=NOW
        )


def test_an_order_that_is_not_paid_in_time_frees_its_stock(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 10})
    assert available([market.offers["CN"]]) == {market.offers["CN"]: 0}

    assert lapse_unpaid_orders(now=NOW + timedelta(minutes=29)) == 0
    assert lapse_unpaid_orders(now=NOW + timedelta(minutes=31)) == 1

    order = order_for(person_id=market.shopper.id, order_id=placed.order_id)
    assert order.status is OrderStatus.LAPSED
    assert available([market.offers["CN"]]) == {market.offers["CN"]: 10}
    everything_adds_up()


def test_a_late_payment_still_gets_the_goods_if_they_are_there(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 10})
    later = NOW + timedelta(hours=1)
    lapse_unpaid_orders(now=later)

    approve_payment(placed.order_id, placed.total, now=later)

    assert order_for(person_id=market.shopper.id, order_id=placed.order_id).status is OrderStatus.PAID
    everything_adds_up()


def test_a_late_payment_for_goods_that_are_gone_is_given_back(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 10})
    later = NOW + timedelta(hours=1)
    lapse_unpaid_orders(now=later)
    place(market, {market.offers["CN"]: 1}, now=later)

    approve_payment(placed.order_id, placed.total, now=later)

    assert order_for(person_id=market.shopper.id, order_id=placed.order_id).status is OrderStatus.LAPSED
    (refund,) = refunds_of([placed.order_id])
    assert refund.amount_minor == placed.total.minor
    assert "payment_returned" in topics()
    everything_adds_up()


def test_money_that_was_given_back_buys_nothing_when_the_bank_tells_of_it_again(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 10})
    later = NOW + timedelta(hours=1)
    lapse_unpaid_orders(now=later)
    other = place(market, {market.offers["CN"]: 1}, now=later)
    paid = approve_payment(placed.order_id, placed.total, now=later)
    cancel_unpaid(order_id=other.order_id, viewer=market.shopper.id, now=later)  # the goods are there again

    receive_notice(approval(paid, placed.total, event="again"), provider="sandbox", now=later)

    assert order_for(person_id=market.shopper.id, order_id=placed.order_id).status is OrderStatus.LAPSED
    assert len(refunds_of([placed.order_id])) == 1
    everything_adds_up()


def test_paying_twice_gives_the_second_payment_back_once(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 1})
    approve_payment(placed.order_id, placed.total)

    second = approve_payment(placed.order_id, placed.total)
    receive_notice(approval(second, placed.total, event="again"), provider="sandbox", now=NOW)

    (refund,) = refunds_of([placed.order_id])
    assert refund.reason == "paid_twice"
    assert owed(AccountKind.ESCROW) + owed(AccountKind.DELIVERY) == placed.total.minor
    everything_adds_up()


def test_the_same_request_key_gives_the_same_order_and_another_content_is_refused(market: Market) -> None:
    request = order_request(market, {market.offers["CN"]: 1})
    first = place_order(request, now=NOW)
    again = place_order(request, now=NOW)
    assert (again.order_id, again.is_new) == (first.order_id, False)

    other = order_request(market, {market.offers["CN"]: 2}, request_key=request.request_key)
    with pytest.raises(RequestKeyReused):
        place_order(other, now=NOW)
    assert available([market.offers["CN"]]) == {market.offers["CN"]: 9}


def test_a_batch_serves_first_come_first_served_and_a_short_order_takes_nothing(market: Market) -> None:
    china, russia = market.offers["CN"], market.offers["RU"]
    requests = [
        order_request(market, {china: 6}),
        order_request(market, {china: 6, russia: 1}),  # short of one line: takes nothing
        order_request(market, {china: 4, russia: 10}),
        order_request(market, {russia: 1}),
    ]
    twin = requests[0]

    outcomes = place_orders([*requests, twin], now=NOW)

    assert [isinstance(outcome, Placed) for outcome in outcomes] == [True, False, True, False, True]
    refused = outcomes[1]
    assert isinstance(refused, Refused)
    assert isinstance(refused.error, StockGone)
    assert refused.error.facts["available"] == 4
    first, last = outcomes[0], outcomes[4]
    assert isinstance(first, Placed) and isinstance(last, Placed)
    assert last.order_id == first.order_id
    assert not last.is_new
    assert available([china, russia]) == {china: 0, russia: 0}
    everything_adds_up()


def test_a_price_that_changed_since_the_shopper_saw_it_buys_nothing(market: Market) -> None:
    request = order_request(market, {market.offers["CN"]: 1})
    dearer = replace(request, expected_total_minor=1)
    with pytest.raises(PriceChanged) as refusal:
        place_order(dearer, now=NOW)
    assert refusal.value.facts["total_minor"] == 154_313 + 48_000
    assert available([market.offers["CN"]]) == {market.offers["CN"]: 10}


def test_events_come_late_twice_and_out_of_order_and_the_parcel_stays_delivered(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 1})
    approve_payment(placed.order_id, placed.total)
    (part,) = seller_orders_of([placed.order_id])
    number = send(market, "CN", part.id)
    at = [NOW + timedelta(days=day) for day in range(6)]

    def tell(*events: NewParcelEvent) -> list[ParcelState]:
        return [move.state for move in record_parcel_events(events, carrier="simulated", now=at[5])]

    assert tell(said(number, ParcelState.IN_TRANSIT, at[2])) == [ParcelState.IN_TRANSIT]
    assert tell(said(number, ParcelState.ACCEPTED, at[1])) == []
    assert tell(said(number, ParcelState.IN_TRANSIT, at[2])) == []
    assert tell(said("RA000000031RU", ParcelState.DELIVERED, at[3])) == []
    assert tell(
        said(number, ParcelState.DELIVERED, at[4]), said(number, ParcelState.OUT_FOR_DELIVERY, at[3])
    ) == [ParcelState.DELIVERED]
    assert tell(said(number, ParcelState.IN_TRANSIT, at[5])) == []
    assert seller_orders_of([placed.order_id])[0].delivered_at == at[4]
    assert topics().count("parcel_delivered") == 1


def test_an_unpaid_order_can_be_called_off_by_its_shopper_only(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 1})
    with pytest.raises(Missing):
        cancel_unpaid(order_id=placed.order_id, viewer=market.staff.id, now=NOW)
    cancel_unpaid(order_id=placed.order_id, viewer=market.shopper.id, now=NOW)
    with pytest.raises(NotCancellable):
        cancel_unpaid(order_id=placed.order_id, viewer=market.shopper.id, now=NOW)
    everything_adds_up()


def test_ids_of_past_orders_are_born_when_the_orders_were(market: Market) -> None:
    from yarmarka.kernel.ids import born_at

    past = datetime(2026, 11, 19, 12, tzinfo=UTC)
    placed = place_order(order_request(market, {market.offers["RU"]: 1}, now=NOW), now=NOW)
    assert born_at(placed.order_id) == NOW
    assert born_at(new_id(past)) == past
    assert placed.total == Money(12_345 + 48_000, "RUB")
