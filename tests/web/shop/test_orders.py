"""Orders: the list, one order with its timeline, and what its owner may do."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from tests.market import Market, approve_payment, order_request, person, place
from tests.web.shop.reader import Reader
from tests.web.shop.test_looking_around import queries
from yarmarka.domain.orders.queries import seller_orders_of
from yarmarka.domain.orders.types import OrderStatus, SellerOrderCard, SellerOrderStatus
from yarmarka.domain.shipping.actions import number_parcel, prepare_parcel
from yarmarka.domain.shipping.types import NewParcelEvent
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.open_claims import open_found_claims
from yarmarka.flows.place_orders import Placed, place_order
from yarmarka.flows.record_parcel_events import record_parcel_events
from yarmarka.flows.send_parcels import hand_over
from yarmarka.kernel import clock
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.parcels import ParcelState, s10
from yarmarka.web.shop.order_words import HAPPENINGS, ORDER_CHIPS, PART_CHIPS, TROUBLE

Paid = Callable[..., Placed]


def path_of(order_id: UUID) -> str:
    return f"/orders/{public_id('ord', order_id)}/"


def chips(reader: Reader, order: Placed) -> list[str]:
    head = reader.open(path_of(order.order_id)).tree.xpath("//main//div[h1]")[0]
    return [chip.text_content().strip() for chip in head.xpath("span")]


def parts(order: Placed) -> dict[UUID, SellerOrderCard]:
    return {part.seller_id: part for part in seller_orders_of([order.order_id])}


@pytest.fixture
def unpaid(market: Market) -> Placed:
    """An order of one kettle from each seller, just placed."""
    return place(market, dict.fromkeys(market.offers.values(), 1), now=clock.now())


@pytest.fixture
def paid(unpaid: Placed) -> Placed:
    """The same, paid for."""
    approve_payment(unpaid.order_id, unpaid.total, now=clock.now())
    return unpaid


def send(part: SellerOrderCard, *states: ParcelState) -> str:
    """Ship a part and let its parcel move; return the parcel's number."""
    number = s10("RR", part.position + 47312345, "CN")
    parcel_id = prepare_parcel(
        order_id=part.order_id,
        seller_order_id=part.id,
        carrier="simulated",
        weight_g=part.weight_g,
        now=clock.now(),
    )
    number_parcel(parcel_id, number=number)
    hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=clock.now())
    record_parcel_events(
        [
            NewParcelEvent(
                number=number,
                state=state,
                raw_code=state.value,
                texts={"ru": "Слово перевозчика", "en": "The carrier's word <b>"},
                place="Kazan",
                country="RU",
                occurred_at=clock.now() + timedelta(hours=hours),
            )
            for hours, state in enumerate(states, start=1)
        ],
        carrier="simulated",
        now=clock.now(),
    )
    return number


def test_no_orders_yet_says_what_will_be_here(shopper: Reader) -> None:
    assert "No orders yet" in shopper.open("/orders/").main


def test_list_shows_the_newest_first_with_their_parts(market: Market, shopper: Reader, paid: Placed) -> None:
    second = place(market, {market.offers["RU"]: 2}, now=clock.now() + timedelta(seconds=1))
    page = shopper.open("/orders/")
    numbers = [title.text_content() for title in page.tree.xpath("//main//h2")]
    assert numbers == [second.number, paid.number]
    assert "Being packed" in page.main
    assert "Waiting for payment" in page.main
    assert "CN Trading, GB Trading, RU Trading" in page.main


def test_head_of_a_paid_order_says_where_its_parts_stand(
    market: Market, shopper: Reader, unpaid: Placed
) -> None:
    assert chips(shopper, unpaid) == ["Waiting for payment"]
    approve_payment(unpaid.order_id, unpaid.total, now=clock.now())
    assert chips(shopper, unpaid) == ["Being packed"]
    send(parts(unpaid)[market.sellers["CN"].id], ParcelState.DELIVERED)
    assert chips(shopper, unpaid) == ["Being packed", "Delivered"]


def test_an_order_of_one_seller_says_its_state_once_and_its_claim_at_the_head(
    market: Market, shopper: Reader
) -> None:
    order = place(market, {market.offers["RU"]: 1}, now=clock.now())
    approve_payment(order.order_id, order.total, now=clock.now())
    assert shopper.open(path_of(order.order_id)).main.count("Being packed") == 1
    [part] = parts(order).values()
    send(part, ParcelState.LOST)
    open_found_claims(now=clock.now())
    assert chips(shopper, order) == ["Claim open, money frozen"]


def test_long_lists_have_pages(market: Market, shopper: Reader) -> None:
    for moment in range(21):
        request = order_request(market, {market.offers["RU"]: 1}, now=clock.now())
        at = clock.now() - timedelta(days=1, minutes=moment)
        lapse_unpaid_orders(now=clock.now())  # gives the pieces back, so that they last
        place_order(request, now=at)
    first = shopper.open("/orders/")
    assert len(first.tree.xpath("//main//h2")) == 20
    older = shopper.open("/orders/?page=2")
    assert len(older.tree.xpath("//main//h2")) == 1
    assert first.links("page=2")


def test_list_asks_the_same_for_one_and_three_orders(market: Market, shopper: Reader, paid: Placed) -> None:
    one = queries(shopper, "/orders/")
    for _ in range(2):
        place(market, {market.offers["RU"]: 1, market.offers["CN"]: 1}, now=clock.now())
    assert queries(shopper, "/orders/") == one


def test_page_asks_the_same_for_one_and_three_parts(market: Market, shopper: Reader, paid: Placed) -> None:
    alone = place(market, {market.offers["RU"]: 1}, now=clock.now())
    approve_payment(alone.order_id, alone.total, now=clock.now())
    assert queries(shopper, path_of(alone.order_id)) == queries(shopper, path_of(paid.order_id))


def test_anybody_elses_order_looks_like_one_that_never_was(market: Market, paid: Placed) -> None:
    stranger = Reader(person("stranger@example.test"))
    theirs = stranger.open(path_of(paid.order_id))
    never = stranger.open(path_of(new_id(clock.now())))
    assert theirs.status == never.status == 404
    assert theirs.main == never.main


@pytest.mark.parametrize("step", ["pay/", "cancel/", "parts/{part}/cancel/", "parts/{part}/received/"])
def test_nobody_else_can_act_on_an_order(market: Market, paid: Placed, step: str) -> None:
    part = seller_orders_of([paid.order_id])[0]
    path = path_of(paid.order_id) + step.format(part=public_id("slo", part.id))
    stranger = Reader(person("stranger@example.test"))
    token = stranger.open("/preferences/").tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    answer = stranger.client.post(f"/en{path}", {"csrfmiddlewaretoken": token})
    assert answer.status_code == 404
    assert parts(paid) == {card.seller_id: card for card in seller_orders_of([paid.order_id])}


def test_guest_signs_in_before_orders_are_shown(guest: Reader, paid: Placed) -> None:
    assert "/account/login/" in guest.open("/orders/").path
    assert "/account/login/" in guest.open(path_of(paid.order_id)).path


def test_unpaid_order_says_until_when_and_can_be_cancelled(shopper: Reader, unpaid: Placed) -> None:
    page = shopper.open(path_of(unpaid.order_id))
    assert page.has_button("Pay ₽17,723.06")
    assert "The goods are kept for you until" in page.main
    gone = page.send("/cancel/")
    assert "The order is cancelled. Nothing was charged." in gone.main
    assert "Order cancelled before paying" in gone.main
    assert "money returned" not in gone.main
    assert "goes back to you" not in gone.main
    assert not gone.has_button("Pay")


def test_lapsed_order_says_so(shopper: Reader, unpaid: Placed) -> None:
    lapse_unpaid_orders(now=clock.now() + timedelta(days=1))
    page = shopper.open(path_of(unpaid.order_id))
    assert "Not paid in time: the order is closed" in page.main
    assert not page.has_button("Pay")


def test_paid_order_shows_money_parts_and_promises(market: Market, shopper: Reader, paid: Placed) -> None:
    page = shopper.open(path_of(paid.order_id))
    assert "Paid ₽17,723.06: we hold the money" in page.main
    assert page.main.count("Promised between") == 3
    assert "₽2,023.13" in page.main  # the Chinese part
    assert page.has_button("Cancel it and return the money")
    assert not page.has_button("Confirm receipt")


def test_part_is_cancelled_before_shipping_with_its_money(
    market: Market, shopper: Reader, paid: Placed
) -> None:
    part = parts(paid)[market.sellers["CN"].id]
    page = shopper.open(path_of(paid.order_id)).send(f"/{public_id('slo', part.id)}/cancel/")
    assert "Its money is on its way back to you" in page.main
    assert "Refund of ₽2,023.13 asked for" in page.main
    assert "Goes back to you₽2,023.13" in page.main.replace(" ₽", "₽")
    assert page.main.count("Being packed") == 1 + 2  # in the head, and on what is left


def test_sent_part_can_not_be_cancelled_any_more(market: Market, shopper: Reader, paid: Placed) -> None:
    page = shopper.open(path_of(paid.order_id))
    part = parts(paid)[market.sellers["CN"].id]
    send(part)
    late = page.send(f"/{public_id('slo', part.id)}/cancel/")
    assert late.path == f"/en{path_of(paid.order_id)}"
    assert "Refund" not in late.main
    assert "On its way" in late.main


def test_timeline_tells_order_money_and_parcels_in_one_line(
    market: Market, shopper: Reader, paid: Placed
) -> None:
    number = send(
        parts(paid)[market.sellers["CN"].id],
        ParcelState.ACCEPTED,
        ParcelState.IMPORT_CUSTOMS,
        ParcelState.ATTEMPT_FAILED,
    )
    page = shopper.open(path_of(paid.order_id))
    titles = [title.text_content() for title in page.tree.xpath("//*[@id='timeline']//li/p[1]")]
    assert titles[:3] == ["The courier did not reach you", "Import customs", "The carrier took the parcel"]
    assert set(titles[3:]) == {
        "The seller handed the parcel over",
        f"Parcel {number} is registered with the carrier",
        "Paid ₽17,723.06: we hold the money until the goods are with you",
        "Order placed for ₽17,723.06",
    }
    assert "CN Trading · Kazan, Russia · The carrier's word <b>" in page.main
    assert page.links("#timeline")


def test_receipt_is_confirmed_once_and_pays_the_seller(market: Market, shopper: Reader, paid: Placed) -> None:
    part = parts(paid)[market.sellers["CN"].id]
    send(part, ParcelState.ACCEPTED, ParcelState.DELIVERED)
    page = shopper.open(path_of(paid.order_id))
    assert "You have until" in page.main
    assert "₽2,023.13 then goes to CN Trading" in page.main
    done = page.send("/received/")
    assert "Receipt confirmed: the seller gets the money" in done.main
    assert not done.has_button("Confirm receipt")
    again = page.send("/received/")
    assert again.main.count("Receipt confirmed: the seller gets the money") == 1


def test_late_part_is_called_late(market: Market, shopper: Reader) -> None:
    before = clock.now() - timedelta(days=60)
    order = place(market, {market.offers["RU"]: 1}, now=clock.now())
    from yarmarka.domain.orders.models import SellerOrder

    approve_payment(order.order_id, order.total, now=clock.now())
    SellerOrder.objects.filter(order_id=order.order_id).update(promised_to=before.date())
    assert "It is later than promised" in shopper.open(path_of(order.order_id)).main


def test_what_happened_at_one_instant_stands_in_the_order_of_a_sale(
    market: Market, shopper: Reader, paid: Placed
) -> None:
    from yarmarka.domain.orders.models import Order
    from yarmarka.domain.shipping.models import Parcel

    send(parts(paid)[market.sellers["CN"].id])
    at = Order.objects.get(id=paid.order_id).placed_at
    Order.objects.filter(id=paid.order_id).update(paid_at=at)
    Parcel.objects.filter(order_id=paid.order_id).update(created_at=at, handed_over_at=at)
    page = shopper.open(path_of(paid.order_id))
    titles = [title.text_content()[:12] for title in page.tree.xpath("//*[@id='timeline']//li/p[1]")]
    assert titles == ["The seller h", "Parcel RR473", "Paid ₽17,723", "Order placed"]


def test_every_status_and_every_parcels_state_has_words() -> None:
    assert set(ORDER_CHIPS) == set(OrderStatus)
    assert set(PART_CHIPS) == set(SellerOrderStatus)
    assert {state.value for state in ParcelState} <= set(HAPPENINGS)
    assert set(HAPPENINGS) >= TROUBLE
