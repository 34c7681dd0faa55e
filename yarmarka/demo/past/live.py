"""Lets the demo world's past happen, each step with the instant at which it happened.

The bank and the carrier are asked over HTTP, as ever. The same past is made again by the same call: an order is known
by its request key, a step by where things stand.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import httpx

from yarmarka.demo.past.claims import look_for_parcels
from yarmarka.demo.past.clock import hand_overs, morning, round_of_the_carrier
from yarmarka.demo.past.plan import DAYS, purchases
from yarmarka.demo.past.speech import ask
from yarmarka.demo.past.stage import Past
from yarmarka.demo.past.talk import let_talk
from yarmarka.demo.past.trade import request_key, shop
from yarmarka.demo.voices import questions
from yarmarka.domain.inventory.errors import StockGone
from yarmarka.domain.orders.queries import known_orders
from yarmarka.flows.complete_orders import release_inspected
from yarmarka.flows.count_promises import count_due_promises
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.learn_promises import learn_promises
from yarmarka.flows.learn_silences import learn_silences
from yarmarka.flows.measure_sellers import measure_sellers
from yarmarka.kernel.errors import YarmarkaError


def live_through(past: Past, *, orders: int, progress: Callable[[str], None]) -> None:
    """Let the whole past happen, unless it has."""
    planned = purchases(past.now, orders=orders)
    keys = [(past.people[one.shopper.email], request_key(past, one)) for one in planned]
    known = known_orders(keys)
    if keys[-1] in known:
        count_due_promises(now=past.now)
        return
    for purchase in planned:
        past.at(purchase.at, shop(past, purchase))
    for day in _days(past.now):
        past.at(day.replace(hour=4), morning(past))
        past.at(day.replace(hour=9), hand_overs(past))
        past.at(day.replace(hour=13), round_of_the_carrier(past))
    let_ask(past)
    let_talk(past)
    for when, step in past.steps():
        try:
            step(when)
        except StockGone:
            continue  # somebody was quicker, as happens in a shop
        except (YarmarkaError, httpx.HTTPStatusError):
            # A start that was broken off is taken up: what it did already is refused now, and so passed over.
            if not known:
                raise
    lapse_unpaid_orders(now=past.now)
    release_inspected(now=past.now)
    learn_promises(now=past.now)
    count_due_promises(now=past.now)
    measure_sellers(now=past.now)
    learn_silences(now=past.now)
    look_for_parcels(past.now)
    progress(f"{len(planned)} orders of {DAYS} days, with all that came of them")


def _days(now: datetime) -> Iterator[datetime]:
    first = (now - timedelta(days=DAYS + 1)).replace(minute=0, second=0, microsecond=0)
    return (first + timedelta(days=number) for number in range(DAYS + 3))


def let_ask(past: Past) -> None:
    """Let people ask about goods, one every day or two, up to yesterday."""
    for place, (key, asked) in enumerate(questions()):
        if key not in past.offers:
            continue  # a start that was broken off has sold nearly all of it
        askers = [shopper for shopper in past.shoppers.values() if shopper.locale == asked.language]
        who, offer = askers[place * 7 % len(askers)], past.offers[key][0]
        when = past.now - timedelta(hours=17 + 31 * place)
        person = past.people[who.email]
        past.at(when, ask(past, offer.product_id, asked, person=person, seller_id=offer.seller_id))
