"""Placing orders for apps: who asks is found out for the whole batch, and then all orders are placed together."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from yarmarka.domain.orders.types import BasketLine
from yarmarka.flows.draft_order import PlaceOrder
from yarmarka.flows.place_orders import Outcome, place_unless_known, whatever_twins_do
from yarmarka.kernel.sql import together
from yarmarka.reads.app_callers import AppCaller, Asking, ask_who_calls
from yarmarka.reads.at_hand import ask_for_goods
from yarmarka.vocabulary.money import CURRENCIES


class AppOrder(msgspec.Struct, frozen=True):
    """An app's wish to order, signed with a token. Without a currency it is the person's own, or the shop's."""

    token_digest: str
    request_key: UUID
    address_id: UUID
    lines: tuple[BasketLine, ...]
    deliveries: dict[UUID, UUID]
    locale: str
    currency: str | None
    shop_currency: str
    expected_total_minor: int
    pay_within: timedelta


def place_for_apps(wishes: Sequence[AppOrder], *, now: datetime) -> tuple[Outcome | None, ...]:
    """Place a batch of apps' orders; return each one's outcome in the given order.

    None stands for a wish whose token speaks for nobody or whose address is not theirs; it took nothing.
    """
    return whatever_twins_do(lambda: _place_for_apps(wishes, now=now))


def _place_for_apps(wishes: Sequence[AppOrder], *, now: datetime) -> tuple[Outcome | None, ...]:
    asking = [Asking(wish.token_digest, wish.address_id, wish.request_key) for wish in wishes]
    with together():
        told = ask_who_calls(asking, now=now)
        goods = ask_for_goods({line.offer_id for wish in wishes for line in wish.lines})
    callers = told()
    requests = {
        place: _request(wishes[place], caller)
        for place, caller in sorted(callers.items())
        if caller.address is not None
    }
    known = [caller.known for caller in callers.values() if caller.known]
    placed = place_unless_known(
        list(requests.values()),
        known={(one.person_id, one.request_key): one for one in known},
        goods=goods(),
        now=now,
    )
    outcomes = dict(zip(requests, placed, strict=True))
    return tuple(outcomes.get(place) for place in range(len(wishes)))


def _request(wish: AppOrder, caller: AppCaller) -> PlaceOrder:
    assert caller.address is not None, "who names no address of theirs orders nothing"
    own = caller.currency if caller.currency in CURRENCIES else None
    return PlaceOrder(
        request_key=wish.request_key,
        person_id=caller.person_id,
        email=caller.email,
        locale=wish.locale,
        currency=wish.currency or own or wish.shop_currency,
        lines=wish.lines,
        address=caller.address,
        deliveries=wish.deliveries,
        expected_total_minor=wish.expected_total_minor,
        pay_within=wish.pay_within,
    )
