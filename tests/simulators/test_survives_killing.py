"""Killing a stand-in at any moment loses nothing that it has said, and nothing that it still had to say."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import httpx
import pytest

from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import WEB, Shop, StandIn, eventually, payment_facts, shipment_facts
from yarmarka.vocabulary.parcels import is_s10


@contextmanager
def _closed(shop: Shop) -> Iterator[None]:
    shop.is_open = False
    try:
        yield
    finally:
        shop.is_open = True


def test_webhooks_that_wait_at_the_kill_are_sent_after_it(make_stand_in: Maker, shop: Shop) -> None:
    acquirer = make_stand_in("acquirer")
    turned_away = shop.turned_away
    with _closed(shop):
        payment = acquirer.post("/v1/payments", payment_facts()).json()
        WEB.post(payment["confirmation_url"], data={"card": "approve"})
        eventually(lambda: shop.turned_away > turned_away)
        acquirer.kill()
    assert not shop.of(payment["id"])
    acquirer.start()
    eventually(lambda: sorted(shop.types(payment["id"])) == ["approved", "created"])
    assert acquirer.get(f"/v1/payments/{payment['id']}").json()["status"] == "approved"


def test_what_falls_due_while_it_is_dead_happens_after_it(make_stand_in: Maker, shop: Shop) -> None:
    acquirer = make_stand_in("acquirer", "--payout-after", "0.5", "--silence", "0.5")
    payment = acquirer.post("/v1/payments", payment_facts()).json()
    WEB.post(payment["confirmation_url"], data={"card": "timeout"})
    asked = {"amount_minor": 1, "currency": "RUB", "account": "4080", "reference": "out_1"}
    payout = acquirer.post("/v1/payouts", asked).json()
    acquirer.kill()
    acquirer.start()
    eventually(lambda: shop.types(payment["id"])[-1:] == ["expired"])
    eventually(lambda: shop.types(payout["id"]) == ["paid"])


def _hail(ask: Callable[[str], httpx.Response], acknowledged: dict[str, str], end: threading.Event) -> None:
    while not end.is_set():
        key = uuid4().hex
        try:
            answer = ask(key)
        except httpx.TransportError:
            end.wait(0.05)
            continue
        if answer.status_code == 201:
            facts = answer.json()
            acknowledged[key] = facts.get("id") or facts["number"]


def _has(acknowledged: dict[str, str], goal: int) -> bool:
    return len(acknowledged) >= goal


def _kill_in_a_hail(stand_in: StandIn, ask: Callable[[str], httpx.Response]) -> dict[str, str]:
    """Kill and restart it twice while four clients ask; return key → id of all that it acknowledged."""
    acknowledged: dict[str, str] = {}
    end = threading.Event()
    clients = [threading.Thread(target=_hail, args=(ask, acknowledged, end)) for _ in range(4)]
    for client in clients:
        client.start()
    try:
        for _ in range(2):
            goal = len(acknowledged) + 20
            eventually(partial(_has, acknowledged, goal))
            stand_in.kill()
            stand_in.start()
    finally:
        end.set()
        for client in clients:
            client.join()
    return acknowledged


@pytest.mark.slow
def test_every_acknowledged_payment_outlives_kills_in_a_hail(make_stand_in: Maker, shop: Shop) -> None:
    acquirer = make_stand_in("acquirer")
    facts = payment_facts()
    acknowledged = _kill_in_a_hail(acquirer, lambda key: acquirer.post("/v1/payments", facts, key=key))
    assert len(set(acknowledged.values())) == len(acknowledged) >= 40
    for key, payment in acknowledged.items():
        assert acquirer.post("/v1/payments", facts, key=key).json()["id"] == payment
    eventually(lambda: all(shop.of(payment) for payment in acknowledged.values()), within=60)


@pytest.mark.slow
def test_no_number_is_issued_twice_in_spite_of_kills(make_stand_in: Maker) -> None:
    carrier = make_stand_in("carrier")
    acknowledged = _kill_in_a_hail(
        carrier, lambda key: carrier.post("/v1/shipments", shipment_facts(reference=key))
    )
    numbers = set(acknowledged.values())
    assert len(numbers) == len(acknowledged) >= 40
    assert all(is_s10(number) for number in numbers)


def test_scans_that_wait_at_the_kill_are_told_after_it(make_stand_in: Maker, shop: Shop) -> None:
    carrier = make_stand_in("carrier")
    turned_away = shop.turned_away
    with _closed(shop):
        number = carrier.post("/v1/shipments", shipment_facts()).json()["number"]
        carrier.post(f"/v1/shipments/{number}/handover")
        carrier.post(f"/v1/shipments/{number}/advance", {"to": "delivered"})
        eventually(lambda: shop.turned_away > turned_away)
        # This scan has not even been put into a batch yet.
        carrier.post(f"/v1/shipments/{number}/advance", {"to": "returning"})
        carrier.kill()
    carrier.start()
    eventually(lambda: {"EMA", "EMI", "XRS"} <= set(shop.codes(number)))
    told = carrier.get(f"/v1/shipments/{number}/events").json()["events"]
    assert sorted(shop.codes(number)) == sorted(scan["code"] for scan in told)
