"""A whole purchase as an app makes it: basket, address, delivery, order, payment, and the acquirer's word of it."""

import hashlib
import hmac
import json
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from yarmarka.bench.journey.market import Market
from yarmarka.bench.load import Story, told
from yarmarka.bench.orders.servers import SECRET
from yarmarka.bench.orders.stage import Caller
from yarmarka.bench.requests import post

_API: Final = "/api/v1"
_ADDRESS: Final = {
    "country": "RU",
    "recipient": "A. Karimova",
    "street": "ul. Baumana, 58, kv. 3",
    "city": "Kazan",
    "region": "Tatarstan",
    "postal_code": "420111",
    "phone": "+7 900 000-00-00",
}


def purchases(market: Market, client: int) -> Iterator[Story]:
    """Yield one purchase after another of the same shopper, each of three things of three sellers."""
    chance = random.Random(client)  # noqa: S311 -- load, not secrets
    caller = market.callers[client % len(market.callers)]
    while True:
        yield purchase(market, caller, [chance.choice(own) for own in market.offers])


def purchase(market: Market, caller: Caller, offers: list[str]) -> Story:
    """Buy a piece of each offer, from the empty basket to the paid order."""
    port = market.port
    signed_in = {"Authorization": f"Bearer {caller.token}"}
    for offer in offers:
        line = {"offer_id": offer, "quantity": 1}
        status, body = yield "basket", post(port, f"{_API}/basket/lines", line, headers=signed_in)
        if status != 200:
            return told(status, body)
    status, body = yield "address", post(port, f"{_API}/addresses", _ADDRESS, headers=signed_in)
    if status != 201:
        return told(status, body)
    address = json.loads(body)["id"]
    status, body = yield "delivery", post(port, f"{_API}/quote", {"country": "RU"}, headers=signed_in)
    if status != 200:
        return told(status, body)
    chosen = _order_of(json.loads(body), address)
    keyed = signed_in | {"Idempotency-Key": str(uuid4())}
    status, body = yield "place", post(port, f"{_API}/orders", chosen, headers=keyed)
    if status != 201 or len(chosen["deliveries"]) != len(offers):
        return told(status, body)
    order = json.loads(body)
    status, body = yield "pay", post(port, f"{_API}/orders/{order['id']}/payment", {}, headers=signed_in)
    if status != 200:
        return told(status, body)
    news = payment_news(json.loads(body))
    status, body = yield "webhook", post(port, f"{_API}/webhooks/acquirer", news, headers=_signed(news))
    return "" if status == 200 and json.loads(body)["is_known"] else told(status, body)


def _order_of(quote: dict[str, Any], address: str) -> dict[str, Any]:
    """Return the order that takes each seller's first way of delivery, at the price that this adds up to."""
    ways = [(part["seller_id"], part["deliveries"][0]) for part in quote["sellers"]]
    return {
        "address_id": address,
        "deliveries": [{"seller_id": seller, "service_id": way["service_id"]} for seller, way in ways],
        "expected_total_minor": quote["goods"]["minor"] + sum(way["price"]["minor"] for _, way in ways),
    }


def payment_news(payment: dict[str, Any]) -> bytes:
    """Return what the acquirer says once the shopper has paid on its page."""
    reference = payment["confirmation_url"].rpartition("/")[2].partition("?")[0]
    facts = {
        "id": reference,
        "status": "approved",
        "amount_minor": payment["amount"]["minor"],
        "currency": payment["amount"]["currency"],
        "sequence": 2,
        "updated_at": datetime.now(tz=UTC).isoformat(),
    }
    return json.dumps(
        {"id": f"evt_{uuid4().hex}", "type": "payment.approved", "data": {"payment": facts}}
    ).encode()


def _signed(body: bytes) -> dict[str, str]:
    second = int(time.time())
    mark = hmac.new(SECRET.encode(), f"{second}.".encode() + body, hashlib.sha256).hexdigest()
    return {"Yarmarka-Signature": f"t={second},v1={mark}"}
