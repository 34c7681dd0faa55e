"""Placing orders for apps: who asks is found out for the whole batch, and then all orders are placed together.

An order without lines of its own is of the person's basket, which is empty once the order stands. There the request's
key alone tells a repeat: what it was for lies in the basket no more.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from yarmarka.domain.orders.actions import empty_ordered_baskets
from yarmarka.domain.orders.types import BasketLine
from yarmarka.flows.draft_order import PlaceOrder
from yarmarka.flows.place_orders import Outcome, Placed, place_unless_known, repeated, whatever_twins_do
from yarmarka.kernel.sql import together
from yarmarka.reads.app_callers import AppCaller, Asking, ask_who_calls
from yarmarka.reads.at_hand import ask_for_goods
from yarmarka.vocabulary.money import CURRENCIES


class AppOrder(msgspec.Struct, frozen=True):
    """An app's wish to order, signed with a token. Without a currency it is the person's own, or the shop's.

    Without lines it is of the person's basket.
    """

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
    asking = [Asking(wish.token_digest, wish.address_id, wish.request_key, not wish.lines) for wish in wishes]
    named = {line.offer_id for wish in wishes for line in wish.lines}
    with together():
        told = ask_who_calls(asking, now=now)
        # What lies in baskets is known with the answer; without any, both questions go out at once.
        goods = None if any(one.of_basket for one in asking) else ask_for_goods(named)
    callers = told()
    outcomes: dict[int, Outcome] = {
        place: repeated(caller.known)
        for place, caller in callers.items()
        if caller.known and not wishes[place].lines
    }
    requests = {
        place: _request(wishes[place], caller)
        for place, caller in sorted(callers.items())
        if caller.address is not None and place not in outcomes
    }
    goods = goods or ask_for_goods({line.offer_id for one in requests.values() for line in one.lines})
    known = [caller.known for caller in callers.values() if caller.known]
    placed = place_unless_known(
        list(requests.values()),
        known={(one.person_id, one.request_key): one for one in known},
        goods=goods(),
        now=now,
    )
    outcomes |= zip(requests, placed, strict=True)
    _empty_baskets(callers, outcomes, now=now)
    return tuple(outcomes.get(place) for place in range(len(wishes)))


def _empty_baskets(
    callers: Mapping[int, AppCaller], outcomes: Mapping[int, Outcome], *, now: datetime
) -> None:
    became_orders = {
        basket.id: basket
        for place, outcome in outcomes.items()
        if isinstance(outcome, Placed) and outcome.is_new and (basket := callers[place].basket)
    }
    empty_ordered_baskets(list(became_orders.values()), now=now)


def _request(wish: AppOrder, caller: AppCaller) -> PlaceOrder:
    assert caller.address is not None, "who names no address of theirs orders nothing"
    collected = caller.basket.lines if caller.basket else ()
    own = caller.currency if caller.currency in CURRENCIES else None
    return PlaceOrder(
        request_key=wish.request_key,
        person_id=caller.person_id,
        email=caller.email,
        locale=wish.locale,
        currency=wish.currency or own or wish.shop_currency,
        lines=wish.lines or collected,
        address=caller.address,
        deliveries=wish.deliveries,
        expected_total_minor=wish.expected_total_minor,
        pay_within=wish.pay_within,
    )
