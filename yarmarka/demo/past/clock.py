"""What happens by itself, day by day: parcels are handed over and carried, money is released and paid out."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from yarmarka.connectors.carriers.simulated.events import events_in
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import PayoutKind, PayoutNotice
from yarmarka.demo.past.claims import look_for_parcels
from yarmarka.demo.past.stage import Past, Step
from yarmarka.domain.ledger.queries import payout
from yarmarka.domain.orders.queries import seller_orders
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.flows.close_statements import close_statements
from yarmarka.flows.complete_orders import release_inspected
from yarmarka.flows.pay_sellers import run_payouts, send_payout
from yarmarka.flows.record_parcel_events import record_scans
from yarmarka.flows.send_parcels import buy_label, hand_over
from yarmarka.flows.settle_money_out import settle_payout_notice
from yarmarka.vocabulary.money import Money

_MONDAY = 0


def morning(past: Past) -> Step:
    """Return the step in which parcels are looked for, and what was looked over is paid for; on Mondays sellers are, on
    the first a month ends."""

    def step(when: datetime) -> None:
        look_for_parcels(when)
        release_inspected(now=when)
        if when.weekday() == _MONDAY:
            _pay_sellers(past, when)
        if when.day == 1:
            close_statements(now=when)

    return step


def _pay_sellers(past: Past, when: datetime) -> None:
    """Pay what is owed, and hear at once that it arrived: the bank's own news comes while the demo starts."""
    for asked in run_payouts(by=past.operator, now=when):
        send_payout(asked.id, now=when)
        sent = payout(asked.id)
        paid = PayoutNotice(
            event_id=f"{sent.id}-paid",
            provider_ref=sent.provider_ref,
            kind=PayoutKind.PAID,
            amount=Money(sent.amount_minor, sent.currency),
            sequence=2,
            occurred_at=when,
            raw={"made_for": "the demo"},
            own_id=sent.id,
        )
        settle_payout_notice(paid, provider=sent.provider, now=when)


def hand_overs(past: Past) -> Step:
    """Return the step in which every seller labels what is due today and hands it over, all at once."""

    def step(when: datetime) -> None:
        due = seller_orders(past.to_send.pop(when.date(), ()))
        by_seller: dict[UUID, list[UUID]] = defaultdict(list)
        for part in due.values():
            if part.status is SellerOrderStatus.CANCELLED:
                continue
            # For what an earlier, broken-off start has sent already this gives the same parcel again.
            parcel = buy_label(seller_order_id=part.id, seller_id=part.seller_id, now=when)
            past.followers.pop(part.id)(parcel.number, when)
            if part.status is SellerOrderStatus.TO_SHIP:
                by_seller[part.seller_id].append(part.id)
        for seller_id, sent in by_seller.items():
            hand_over(seller_order_ids=sent, seller_id=seller_id, now=when)

    return step


def round_of_the_carrier(past: Past) -> Step:
    """Return the step in which parcels move on as they are due to, and the platform hears of it."""

    def step(when: datetime) -> None:
        moves = sorted(past.moves.pop(when.date(), ()), key=lambda move: move.at)
        if not moves:
            return
        answer = past.carrier.post("/v1/test/moves", json={"moves": [move.as_facts() for move in moves]})
        answer.raise_for_status()
        record_scans(events_in(Facts(answer.json())), carrier="simulated", now=when)

    return step
