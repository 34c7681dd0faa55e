"""The demo world's past: orders placed, paid, sent, followed, received and paid out by the real flows.

Each step runs with the instant at which it happened; the bank and the carrier are asked over HTTP, as ever.
The same past is made again by the same call: an order is known by its request key, a step by where things stand.
"""

import heapq
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import httpx
from django.conf import settings

from yarmarka.connectors.carriers import connector_for
from yarmarka.demo.people import Shopper
from yarmarka.domain.inventory.errors import StockGone
from yarmarka.domain.orders.queries import known_orders, seller_orders_of
from yarmarka.domain.orders.types import BasketLine, SellerOrderCard
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.complete_orders import confirm_receipt, release_inspected
from yarmarka.flows.confirm_payment import confirm_return
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.pay_sellers import run_payouts, send_payout
from yarmarka.flows.place_orders import PlaceOrder, place_order
from yarmarka.flows.price_basket import price_basket
from yarmarka.flows.record_parcel_events import record_scans
from yarmarka.flows.send_parcels import announce_hand_over, buy_label, hand_over
from yarmarka.flows.start_payment import start_payment
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.ids import derived_id
from yarmarka.vocabulary.parcels import ParcelState

Step = Callable[[datetime], None]
#: how far back the first order lies, and how many there are
DAYS: Final = 75
ORDERS: Final = 48


@dataclass
class Past:
    """Steps that wait for their time, and what they need to know."""

    shoppers: dict[UUID, Shopper]
    offers: list[UUID]
    operator: UUID
    now: datetime
    bank: httpx.Client
    carrier: httpx.Client
    _waiting: list[tuple[datetime, int, Step]] = field(default_factory=list)

    def at(self, when: datetime, step: Step) -> None:
        """Let a step happen at an instant; one that lies in the future never happens."""
        if when < self.now:
            heapq.heappush(self._waiting, (when, len(self._waiting) + id(step), step))

    def steps(self) -> Iterator[tuple[datetime, Step]]:
        """Yield the steps in the order of their time, those that steps add among them."""
        while self._waiting:
            when, _, step = heapq.heappop(self._waiting)
            yield when, step


def live_through(past: Past, *, progress: Callable[[str], None]) -> None:
    """Let the whole past happen, unless it has."""
    if _has_happened(past, ORDERS - 1):
        return
    # A start that was broken off is taken up: what it did already is refused now, and so passed over.
    is_resumed = _has_happened(past, 0)
    for number in range(ORDERS):
        past.at(_placed_at(past, number), _shop(past, number))
    for week in range(1, DAYS // 7):
        past.at(past.now - timedelta(days=7 * week, hours=3), _pay_out(past))
    for done, (when, step) in enumerate(past.steps(), start=1):
        try:
            step(when)
        except StockGone:
            continue  # somebody was quicker, as happens in a shop
        except (YarmarkaError, httpx.HTTPStatusError):
            if not is_resumed:
                raise
        if done % 100 == 0:
            progress(f"{done} steps of the past, up to {when:%d.%m.%Y}")
    lapse_unpaid_orders(now=past.now)
    release_inspected(now=past.now)


def _has_happened(past: Past, number: int) -> bool:
    person = list(past.shoppers)[number % len(past.shoppers)]
    return bool(known_orders([(person, _request_key(past, number))]))


def _placed_at(past: Past, number: int) -> datetime:
    """Spread the orders over the past, thinner long ago; the last ones lie hours back."""
    share = (number + 1) / ORDERS
    return past.now - timedelta(days=DAYS * (1 - share) ** 1.3, hours=2, minutes=number % 50)


def _request_key(past: Past, number: int) -> UUID:
    person = list(past.shoppers)[number % len(past.shoppers)]
    return derived_id(datetime.fromtimestamp(0, tz=past.now.tzinfo), "demo order", str(number), str(person))


def _shop(past: Past, number: int) -> Step:
    def step(when: datetime) -> None:
        chance = random.Random(number)  # noqa: S311 -- a made-up past, the same each time
        person = list(past.shoppers)[number % len(past.shoppers)]
        shopper = past.shoppers[person]
        lines = [
            BasketLine(offer_id=offer, quantity=chance.choice((1, 1, 1, 2)))
            for offer in chance.sample(past.offers, k=chance.choice((1, 2, 2, 3)))
        ]
        quote = price_basket(
            lines,
            currency=shopper.currency,
            destination=shopper.address.country,
            deliveries={},
            now=when,
        )
        if not all(part.options for part in quote.sellers):
            return  # nobody brings that there
        placed = place_order(
            PlaceOrder(
                request_key=_request_key(past, number),
                person_id=person,
                email=shopper.email,
                locale=shopper.locale,
                currency=shopper.currency,
                lines=tuple(lines),
                address=shopper.address,
                deliveries={part.seller.id: chance.choice(part.options).service.id for part in quote.sellers},
                expected_total_minor=None,
            ),
            now=when,
        )
        if number % 12 != 7:  # every twelfth is never paid for
            past.at(when + timedelta(minutes=4), _pay(past, placed.order_id, person, chance))

    return step


def _pay(past: Past, order_id: UUID, person: UUID, chance: random.Random) -> Step:
    def step(when: datetime) -> None:
        attempt = start_payment(
            order_id=order_id,
            viewer=person,
            locale="ru",
            return_url=lambda _: settings.SITE_URL,
            now=when,
        )
        page = past.bank.post(attempt.confirmation_url, data={"card": "approve"})
        if page.is_error:
            page.raise_for_status()
        confirm_return(attempt_id=attempt.id, viewer=person, now=when)
        for part in seller_orders_of([order_id]):
            if chance.random() < 0.06:
                past.at(when + timedelta(hours=5), _call_off(part, person))
            else:
                past.at(when + timedelta(hours=chance.randint(9, 60)), _send(past, part, person, chance))

    return step


def _call_off(part: SellerOrderCard, person: UUID) -> Step:
    def step(when: datetime) -> None:
        cancel_before_shipping(
            seller_order_id=part.id, viewer=person, reason="shopper_changed_mind", now=when
        )

    return step


def _send(past: Past, part: SellerOrderCard, person: UUID, chance: random.Random) -> Step:
    def step(when: datetime) -> None:
        parcel = buy_label(seller_order_id=part.id, seller_id=part.seller_id, now=when)
        hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=when)
        announce_hand_over(parcel.id, now=when)
        _listen(parcel.number, when)
        days = (part.promised_to - part.promised_from).days
        lasts = timedelta(days=(part.promised_from - when.date()).days + days * chance.uniform(0.2, 0.9))
        arrives = when + max(lasts, timedelta(days=1))
        past.at(when + (arrives - when) * 0.25, _scan(past, parcel.number, ParcelState.IN_TRANSIT))
        past.at(arrives - timedelta(hours=20), _scan(past, parcel.number, ParcelState.IN_TRANSIT))
        past.at(arrives, _scan(past, parcel.number, ParcelState.DELIVERED))
        if chance.random() < 0.5:
            past.at(arrives + timedelta(days=chance.randint(1, 4)), _receive(part, person))
        past.at(arrives + timedelta(days=part.inspection_days, minutes=10), _release)

    return step


def _scan(past: Past, number: str, to: ParcelState) -> Step:
    def step(when: datetime) -> None:
        answer = past.carrier.post(
            f"/v1/shipments/{number}/advance", json={"to": to.value, "occurred_at": when.isoformat()}
        )
        answer.raise_for_status()
        _listen(number, when)

    return step


def _listen(number: str, when: datetime) -> None:
    scans = connector_for("simulated").fetch_events(number)
    record_scans(scans, carrier="simulated", now=when)


def _release(when: datetime) -> None:
    release_inspected(now=when)


def _receive(part: SellerOrderCard, person: UUID) -> Step:
    def step(when: datetime) -> None:
        confirm_receipt(seller_order_id=part.id, viewer=person, now=when)

    return step


def _pay_out(past: Past) -> Step:
    def step(when: datetime) -> None:
        for payout in run_payouts(by=past.operator, now=when):
            send_payout(payout.id, now=when)

    return step


@contextmanager
def outside_world() -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """Open the bank's page, as a shopper's browser would, and the carrier's desk."""
    key = {"Authorization": f"Bearer {settings.CARRIER_SECRET}"}
    with (
        httpx.Client(timeout=30) as bank,
        httpx.Client(base_url=settings.CARRIER_URL, headers=key, timeout=30) as carrier,
    ):
        yield bank, carrier
