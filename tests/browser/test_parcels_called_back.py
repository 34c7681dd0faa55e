"""Parcels on their way are called back as their place is stopped: who waits reads why, and has the money again.

In a real browser and in Russian. One parcel's carrier is asked by its interface, turns it round and brings it back; the
other's does not know it, so one of the staff asks. Pictures of each step stay in build/pictures/parcels-called-back.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from msgspec import structs

from tests.browser.stopping import (
    DESK,
    PHONE,
    Visitor,
    approve,
    propose_the_resumption,
    propose_the_stop,
    story,
)
from tests.flows.restricting import WHY, YALTA
from tests.flows.steps import part_of, send
from tests.live import LiveStack
from tests.market import Market, approve_payment, open_market, order_request, person
from tests.simulators.stand_ins import eventually
from tests.stories.test_killed_in_mid_sale import PATIENCE_S, begin_to_pay, status_of
from tests.stories.test_killed_in_mid_sale import approve as pay
from yarmarka.domain.orders.types import OrderStatus
from yarmarka.domain.payments.queries import refunds_of
from yarmarka.domain.shipping.queries import recalls_of_parts
from yarmarka.domain.shipping.types import RecallStatus
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.send_parcels import buy_label, hand_over
from yarmarka.flows.stop_and_resume import take_effect
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.alone]


@pytest.fixture
def opened(browser: "Browser") -> Iterator["Browser"]:
    yield from story(browser, "parcels-called-back")


def order_to_yalta(market: Market, *, through_the_bank: bool) -> UUID:
    request = order_request(market, {market.offers["RU"]: 1}, shopper=market.shopper, now=now())
    placed = place_order(structs.replace(request, address=YALTA), now=now())
    if not through_the_bank:
        approve_payment(placed.order_id, placed.total, now=now())
        return placed.order_id
    pay(begin_to_pay(market, placed.order_id))
    eventually(lambda: status_of(placed.order_id) is OrderStatus.PAID, within=PATIENCE_S)
    return placed.order_id


def send_by_the_carrier(order_id: UUID) -> str:
    """Have the seller buy a label at the carrier's and hand the parcel over; return its number."""
    part = part_of(order_id)
    parcel = buy_label(seller_order_id=part.id, seller_id=part.seller_id, now=now())
    hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=now())
    return parcel.number


def test_parcels_are_called_back_and_who_waited_has_the_money_again(
    opened: "Browser", live_stack: LiveStack
) -> None:
    market = open_market(countries=("RU",), now=now())
    second = person("second@example.test", full_name="Второй", is_staff=True)
    back, by_hand = (order_to_yalta(market, through_the_bank=bank) for bank in (True, False))
    number = send_by_the_carrier(back)
    stranger = send(part_of(by_hand), now=now())  # its number is none of the carrier's

    shopper = Visitor(opened, live_stack, "shopper", PHONE).sign_in(market.shopper.email)
    seller = Visitor(opened, live_stack, "seller", DESK).sign_in(market.owners["RU"].email)
    operator = Visitor(opened, live_stack, "operator", DESK).sign_in(market.staff.email)
    approver = Visitor(opened, live_stack, "approver", DESK).sign_in(second.email)
    propose_the_stop(operator, sent="recall", after=None)
    approve(approver, "отозвать; деньги вернуть, когда посылка будет у продавца")
    assert take_effect(now=now()) == 1  # the job of every minute
    live_stack.start_worker()  # which asks the carrier, and writes the letters

    letter = shopper.letter(market.shopper.email, "остановлена")
    assert WHY["ru"] in letter
    assert letter.count("перевозчика просят вернуть её") == 2
    assert "перевозчика просят вернуть её" in seller.letter("owner-ru@example.test", "остановлена")
    eventually(lambda: _recall(back) is RecallStatus.AGREED, within=PATIENCE_S)
    _order(shopper, back).reads(
        WHY["ru"], "Посылку отозвали", "Перевозчик везёт её обратно продавцу.", "вам вернётся вся сумма"
    )
    assert "Обещаем" not in shopper.page.inner_text("main"), "what goes back is promised to nobody"
    _part(seller, back).reads(WHY["ru"], "Посылку отозвали", "Перевозчик везёт её обратно вам.")
    eventually(lambda: _recall(by_hand) is RecallStatus.BY_HAND, within=PATIENCE_S)
    _ask_by_hand(operator, stranger)
    assert _recall(by_hand) is RecallStatus.AGREED

    bring_back(Visitor(opened, live_stack, "carrier", DESK), number)
    eventually(lambda: [one.status for one in refunds_of([back])] == ["succeeded"], within=PATIENCE_S)
    paid = part_of(back).total_minor
    assert [one.amount_minor for one in refunds_of([back])] == [paid]
    _order(shopper, back).reads("Отозвано, деньги возвращаем", "Вернулась к продавцу", "Возвращено ")
    assert "Товар у меня" not in shopper.page.inner_text("main"), "it is with the seller"
    _part(seller, back).reads("отозван, деньги возвращены", "Возвращено отправителю")
    assert refunds_of([by_hand]) == (), "its parcel is not back yet"

    propose_the_resumption(operator)
    approve(approver, "Возобновить доставку")
    assert take_effect(now=now()) == 1
    assert "возвращается" in shopper.letter(market.shopper.email, "снова работает")
    _order(shopper, by_hand).reads("Посылку отозвали", "Перевозчик везёт её обратно продавцу.")
    operator.go(f"/staff/orders/{public_id('ord', back)}/")
    operator.reads("отозван, деньги возвращены", "Отозвана", number)


def _recall(order_id: UUID) -> RecallStatus:
    part = part_of(order_id)
    return recalls_of_parts([part.id])[part.id].status


def _order(shopper: Visitor, order_id: UUID) -> Visitor:
    shopper.go(f"/orders/{public_id('ord', order_id)}/")
    return shopper


def _part(seller: Visitor, order_id: UUID) -> Visitor:
    seller.go(f"/seller/orders/{public_id('slo', part_of(order_id).id)}/")
    return seller


def _ask_by_hand(operator: Visitor, number: str) -> None:
    """One of the staff finds the parcel whose carrier said no, asks it, and writes down what it answered."""
    operator.go("/staff/restrictions/")
    operator.reads(
        "Посылки, которые нужно отозвать вручную", number, "Перевозчик ответил:", "no such shipment"
    )
    operator.page.fill("[name=note]", "Служба поддержки, Иванова: вернут отправителю")
    operator.follow(operator.page.locator("form[action*='/asked/'] button"))
    assert number not in operator.page.inner_text("main")


def bring_back(carrier: Visitor, number: str) -> None:
    """The carrier, at its own desk, has turned the parcel round and gives it to its sender."""
    carrier.page.goto(f"{carrier.stack.carrier_url}/?lang=ru")
    carrier.reads(number, "Возвращается отправителю")
    carrier.follow(carrier.page.locator(f"form[action^='/shipments/{number}/next'] button"))
    carrier.reads("Возвращено отправителю")
