"""Killing the bank, the carrier, the worker or the web server in the middle of a sale loses nothing."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from django.conf import settings

from tests.api.calling import app_of, shown
from tests.api.wishes import order, wish
from tests.flows.steps import part_of
from tests.live import LiveStack
from tests.market import Market, open_market, place
from tests.simulators.stand_ins import WEB, eventually
from tests.stories.killing import (
    children_of,
    forget_jobs,
    frozen,
    jobs,
    kill,
    let_half_a_minute_pass,
    written_by,
)
from yarmarka.connectors.mail.folder import read_mails
from yarmarka.domain.ledger.models import Payout, Posting
from yarmarka.domain.orders.models import Order
from yarmarka.domain.orders.types import OrderStatus, SellerOrderCard, SellerOrderStatus
from yarmarka.domain.payments.models import PaymentEvent, Refund
from yarmarka.domain.shipping.models import Parcel, ParcelEvent
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.send_parcels import buy_label, hand_over
from yarmarka.flows.start_payment import start_payment
from yarmarka.kernel import clock
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.parcels import ParcelState

pytestmark = [pytest.mark.story, pytest.mark.slow, pytest.mark.alone]
PATIENCE_S = 90


@pytest.fixture
def fair(live_stack: LiveStack) -> Iterator[Market]:
    """A market whose worker is not at work yet; whatever a test killed runs again afterwards."""
    live_stack.worker.stop()
    forget_jobs()
    yield open_market(countries=("CN", "RU"), stock=1_000, now=clock.now())
    live_stack.worker.stop()
    for program in (live_stack.acquirer, live_stack.carrier, live_stack.web):
        if not program.is_running():
            program.start()
    assert verify_books(now=clock.now()) == ()


def moment() -> datetime:
    return clock.now()


def begin_to_pay(market: Market, order_id: UUID) -> str:
    """Return the address of the bank's page for an order."""
    attempt = start_payment(
        order_id=order_id,
        viewer=market.shopper.id,
        locale="ru",
        return_url=lambda attempt_id: f"{settings.SITE_URL}/ru/pay/{attempt_id}/return/",
        now=moment(),
    )
    return attempt.confirmation_url


def approve(page: str) -> None:
    """Pay on the bank's page."""
    assert WEB.post(page, data={"card": "approve"}, follow_redirects=False).status_code in {302, 303}


def buy(market: Market, *countries: str) -> UUID:
    """Order and pay; return the order's id once the bank's webhook has come."""
    placed = place(market, {market.offers[country]: 1 for country in countries}, now=moment())
    approve(begin_to_pay(market, placed.order_id))
    eventually(lambda: status_of(placed.order_id) is OrderStatus.PAID, within=PATIENCE_S)
    return placed.order_id


def status_of(order_id: UUID) -> OrderStatus:
    return OrderStatus(Order.objects.get(id=order_id).status)


def part_status(part: SellerOrderCard) -> SellerOrderStatus:
    return part_of(part.order_id, part.position).status


def letters_to(address: str) -> list[str]:
    return [letter.subject for letter in read_mails(Path(settings.MAIL_DIR), 500) if address in letter.to]


def test_the_bank_and_the_shop_die_between_the_payment_and_its_webhook(
    live_stack: LiveStack, fair: Market
) -> None:
    placed = place(fair, {fair.offers["CN"]: 1, fair.offers["RU"]: 2}, now=moment())
    page = begin_to_pay(fair, placed.order_id)
    kill(live_stack.web)
    approve(page)
    kill(live_stack.acquirer)
    assert status_of(placed.order_id) is OrderStatus.UNPAID

    live_stack.web.start()
    live_stack.acquirer.start()

    eventually(lambda: status_of(placed.order_id) is OrderStatus.PAID, within=PATIENCE_S)
    assert Posting.objects.filter(kind="sale").count() == 1
    assert PaymentEvent.objects.filter(kind="approved").count() == 1

    # The worker dies with letters to send; the next one sends what it has not.
    live_stack.start_worker()
    eventually(lambda: OutboxMessage.objects.exclude(delivered_at=None).exists(), within=PATIENCE_S)
    kill(live_stack.worker)
    OutboxMessage.objects.filter(delivered_at=None).update(due_at=moment())
    live_stack.start_worker()
    eventually(lambda: not OutboxMessage.objects.filter(delivered_at=None).exists(), within=PATIENCE_S)
    subjects = letters_to(fair.shopper.email)
    assert any("оплачен" in subject and placed.number in subject for subject in subjects), subjects


def test_the_worker_and_the_bank_die_while_money_goes_out(live_stack: LiveStack, fair: Market) -> None:
    order_id = buy(fair, "CN", "RU")
    chinese, russian = part_of(order_id, 0), part_of(order_id, 1)
    cancel_before_shipping(
        seller_order_id=chinese.id, viewer=fair.shopper.id, reason="changed_mind", now=moment()
    )
    _ship(russian)
    confirm_receipt(seller_order_id=russian.id, viewer=fair.shopper.id, now=moment())
    run_payouts(by=fair.staff.id, now=moment())

    with frozen(live_stack.acquirer):
        live_stack.start_worker()
        eventually(lambda: {"send_refund", "send_payout"} <= jobs("doing"), within=PATIENCE_S)
        kill(live_stack.worker)
    # What the worker asked for may have been done by now, and nobody heard the answer.
    kill(live_stack.acquirer)
    live_stack.acquirer.start()
    let_half_a_minute_pass()
    live_stack.start_worker()

    eventually(
        lambda: set(Refund.objects.values_list("status", flat=True)) == {"succeeded"}, within=PATIENCE_S
    )
    eventually(lambda: set(Payout.objects.values_list("status", flat=True)) == {"paid"}, within=PATIENCE_S)
    kinds = Counter(Posting.objects.values_list("kind", flat=True))
    assert (kinds["refund_paid"], kinds["payout_paid"]) == (1, 1)
    bank = Path(settings.DATA_DIR) / "acquirer" / "acquirer.sqlite3"
    refund, payout = Refund.objects.get(), Payout.objects.get()
    assert written_by(bank, f"SELECT amount_minor FROM refund WHERE request_key = '{refund.id}'") == [  # noqa: S608 -- our own id
        (refund.amount_minor,)
    ]
    assert written_by(bank, f"SELECT amount_minor FROM payout WHERE request_key = '{payout.id}'") == [  # noqa: S608 -- our own id
        (payout.amount_minor,)
    ]


def _ship(part: SellerOrderCard) -> str:
    parcel = buy_label(seller_order_id=part.id, seller_id=part.seller_id, now=moment())
    hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=moment())
    return parcel.number


def test_the_carrier_the_worker_and_web_workers_die_while_a_parcel_travels(
    live_stack: LiveStack, fair: Market
) -> None:
    part = part_of(buy(fair, "CN"))
    number = _ship(part)
    with frozen(live_stack.carrier):
        live_stack.start_worker()
        eventually(lambda: "announce_hand_over" in jobs("doing"), within=PATIENCE_S)
        kill(live_stack.worker)
    kill(live_stack.carrier)
    live_stack.carrier.start()
    # Asked for its label again, the carrier gives the number that it gave before.
    assert buy_label(seller_order_id=part.id, seller_id=part.seller_id, now=moment()).number == number
    let_half_a_minute_pass()
    live_stack.start_worker()
    eventually(lambda: ParcelEvent.objects.filter(raw_code="EMA").count() == 1, within=PATIENCE_S)

    for worker in children_of(live_stack.web)[:1]:
        _kill_process(worker)
    advanced = WEB.post(
        f"{live_stack.carrier_url}/v1/shipments/{number}/advance",
        json={"to": "delivered"},
        headers={"Authorization": f"Bearer {settings.CARRIER_SECRET}"},
    )
    assert advanced.status_code == 200, advanced.text
    kill(live_stack.carrier, live_stack.web)
    live_stack.carrier.start()
    live_stack.web.start()

    eventually(lambda: part_status(part) is SellerOrderStatus.DELIVERED, within=PATIENCE_S)
    assert Parcel.objects.get().state == ParcelState.DELIVERED
    told = [event["code"] for event in advanced.json()["events"]]
    eventually(lambda: ParcelEvent.objects.count() == len(told), within=PATIENCE_S)
    assert sorted(ParcelEvent.objects.values_list("raw_code", flat=True)) == sorted(told)
    eventually(
        lambda: any("Пришла посылка" in subject for subject in letters_to(fair.shopper.email)),
        within=PATIENCE_S,
    )


def _kill_process(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def test_every_order_that_was_acknowledged_outlives_the_web_workers(
    live_stack: LiveStack, fair: Market
) -> None:
    app = app_of(fair.shopper, address=live_stack.url)
    body = wish(app, fair, {fair.offers["RU"]: 1})
    acknowledged: dict[str, str] = {}
    lost: set[str] = set()
    end = threading.Event()

    def shop() -> None:
        while not end.is_set():
            key = str(uuid4())
            try:
                answer = order(app, body, key=key)
            except httpx.TransportError:
                lost.add(key)
                end.wait(0.05)
                continue
            if answer.status == 201:
                acknowledged[key] = answer.body["id"]
            else:
                lost.add(key)

    clients = [threading.Thread(target=shop) for _ in range(4)]
    for client in clients:
        client.start()
    try:
        eventually(lambda: acknowledged, within=PATIENCE_S)
        for worker in children_of(live_stack.web):
            before = len(acknowledged)
            _kill_process(worker)
            eventually(
                lambda before=before: len(acknowledged) >= before + 2 or end.is_set(), within=PATIENCE_S
            )
            if len(acknowledged) > 8:
                break
    finally:
        end.set()
        for client in clients:
            client.join()
    eventually(lambda: _answers(live_stack.url), within=PATIENCE_S)

    placed = {shown("ord", key) for key in Order.objects.values_list("id", flat=True)}
    assert set(acknowledged.values()) <= placed
    # A client that heard nothing asks again under its key, and has one order in the end.
    for key in [*list(lost)[:2], *list(acknowledged)[:2]]:
        again = order(app, body, key=key)
        assert again.status in {200, 201}, again.body
        assert again.body["id"] == acknowledged.get(key, again.body["id"])
        assert order(app, body, key=key).body["id"] == again.body["id"]


def _answers(url: str) -> bool:
    try:
        return WEB.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False
