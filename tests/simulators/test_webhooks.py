"""Webhooks: signed, repeated until taken, and misbehaving when asked to."""

from typing import Any

from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import WEB, Shop, StandIn, eventually, payment_facts
from yarmarka.simulators.shared.webhooks import signature


def _payment(acquirer: StandIn) -> dict[str, Any]:
    facts: dict[str, Any] = acquirer.post("/v1/payments", payment_facts()).json()
    return facts


def _approve(payment: dict[str, Any], **form: str) -> None:
    WEB.post(payment["confirmation_url"], data={"card": "approve", **form})


def test_the_signature_is_the_agreed_one() -> None:
    # printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
    expected = "t=1700000000,v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686"
    assert signature("secret", b'{"a":1}', at=1_700_000_000) == expected


def test_events_are_signed_and_numbered(acquirer: StandIn, shop: Shop) -> None:
    payment = _payment(acquirer)
    _approve(payment)
    events = eventually(lambda: [e for e in [shop.of(payment["id"])] if len(e) == 2])[0]
    assert [(event["type"], event["sequence"]) for event in events] == [
        ("payment.created", 1),
        ("payment.approved", 2),
    ]
    assert len({event["id"] for event in events}) == 2
    assert events[1]["data"]["payment"]["reference"] == payment["reference"]
    assert all(heard.is_signed() and heard.path == "/api/v1/webhooks/acquirer" for heard in shop.heard)


def test_news_comes_twice_when_asked_to(acquirer: StandIn, shop: Shop) -> None:
    payment = _payment(acquirer)
    _approve(payment, twice="yes")
    eventually(lambda: len(shop.of(payment["id"])) == 3)
    assert shop.types(payment["id"]) == ["created", "approved", "approved"]
    assert len({event["id"] for event in shop.of(payment["id"])}) == 2


def test_stale_news_follows_newer_news_when_asked_to(acquirer: StandIn, shop: Shop) -> None:
    payment = _payment(acquirer)
    _approve(payment, reorder="yes")
    eventually(lambda: shop.types(payment["id"]) == ["created", "approved", "created"])


def test_the_next_payments_news_comes_in_reverse_and_only_its(acquirer: StandIn, shop: Shop) -> None:
    acquirer.post("/v1/test/behaviour", {"reorder": True, "duplicate": 1})
    odd, plain = _payment(acquirer), _payment(acquirer)
    _approve(odd)
    _approve(plain)
    eventually(lambda: len(shop.of(odd["id"])) == 4 and len(shop.of(plain["id"])) == 2)
    assert shop.types(odd["id"]) == ["approved", "approved", "created", "created"]
    assert shop.types(plain["id"]) == ["created", "approved"]


def test_news_comes_late_when_asked_to(acquirer: StandIn, shop: Shop) -> None:
    acquirer.post("/v1/test/behaviour", {"delay_s": 1.5})
    late = _payment(acquirer)
    prompt = _payment(acquirer)
    eventually(lambda: shop.of(prompt["id"]))
    assert not shop.of(late["id"])
    eventually(lambda: shop.of(late["id"]))
    assert all(heard.is_signed() for heard in shop.heard), "late news carries the time of its sending"


def test_a_behaviour_for_all_lasts_until_another_is_set(acquirer: StandIn, shop: Shop) -> None:
    acquirer.post("/v1/test/behaviour", {"scope": "all", "duplicate": 1})
    twice = [_payment(acquirer) for _ in range(2)]
    eventually(lambda: all(len(shop.of(payment["id"])) == 2 for payment in twice))
    acquirer.post("/v1/test/behaviour", {"scope": "all"})
    once, end = _payment(acquirer), _payment(acquirer)
    eventually(lambda: shop.of(end["id"]))
    assert len(shop.of(once["id"])) == 1


def test_a_shop_that_is_closed_hears_everything_once_it_opens(make_stand_in: Maker, shop: Shop) -> None:
    acquirer = make_stand_in("acquirer")
    shop.is_open = False
    try:
        payments = [_payment(acquirer) for _ in range(3)]
        eventually(lambda: shop.turned_away >= 4)
    finally:
        shop.is_open = True
    eventually(lambda: all(shop.types(payment["id"]) == ["created"] for payment in payments))


def test_a_shop_that_is_gone_harms_nothing(make_stand_in: Maker) -> None:
    closed = Shop()
    closed.close()
    acquirer = make_stand_in("acquirer", shop_url=closed.url)
    assert _payment(acquirer)["status"] == "created"
    assert acquirer.stop() == 0
