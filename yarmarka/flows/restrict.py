"""Looking at restrictions where it matters: placing, label, hand-over; set-based, and for nothing while none holds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from yarmarka.domain.compliance.actions import log_decisions
from yarmarka.domain.compliance.errors import DeliveryRestricted, HeldForReview
from yarmarka.domain.compliance.queries import cleared, restrictions_at
from yarmarka.domain.compliance.rules import evaluate
from yarmarka.domain.compliance.types import Deal, NewDecision, Outcome, Restriction, Step, Verdict
from yarmarka.domain.orders.queries import lines_of, orders
from yarmarka.domain.orders.types import LineCard, NewOrder, OrderCard, SellerOrderCard
from yarmarka.domain.places.queries import place, resolve_addresses
from yarmarka.domain.places.types import Finding
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.queries import services
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.vocabulary.places import PostalAddress

_QUIET: Final = frozenset({Outcome.ALLOW, Outcome.WARN})
_LOOKED_AT: Final = frozenset({Outcome.HOLD, Outcome.LICENCE})


def restricted(
    drafts: Mapping[int, NewOrder], *, seller_countries: Mapping[UUID, str], now: datetime
) -> dict[int, YarmarkaError]:
    """Return those of these new orders that a restriction blocks, with the reason; such decisions are logged.

    What only a person can decide is placed, and held before its label.
    """
    rules = restrictions_at(now)
    if not rules or not drafts:
        return {}
    found = dict(zip(drafts, resolve_addresses(draft.address for draft in drafts.values()), strict=True))
    refused: dict[int, YarmarkaError] = {}
    log: list[NewDecision] = []
    for index, draft in drafts.items():
        for part in draft.seller_orders:
            deal = _deal(
                found[index],
                seller_id=part.seller_id,
                seller_country=seller_countries.get(part.seller_id, ""),
                hs_codes=tuple(line.hs_code for line in part.lines if line.hs_code),
                origins={line.origin_country for line in part.lines},
            )
            verdict = evaluate(deal, rules)
            if verdict.outcome is Outcome.BLOCK:
                refused[index] = _refusal(verdict)
                log.append(NewDecision(Step.PLACING, deal, verdict))
                break
    log_decisions(log, now=now)
    return refused


def check_to_send(parts: Sequence[SellerOrderCard], *, step: Step, now: datetime) -> None:
    """Raise DeliveryRestricted or HeldForReview for the first of these parts that may not go on; it is logged.

    Addresses are looked at anew: what was clear when it was placed may not be so now. Call it outside of the
    transaction that sends, or the log is rolled back with it.
    """
    rules = restrictions_at(now)
    if not rules or not parts:
        return
    lines = lines_of([part.id for part in parts])
    heads = orders({part.order_id for part in parts})
    looked_at = cleared({part.order_id for part in parts})
    merchants = sellers({part.seller_id for part in parts})
    carriers = {key: card.carrier for key, card in services({part.service_id for part in parts}).items()}
    for part in parts:
        deal = _deal_of(
            part,
            heads[part.order_id],
            [line for line in lines if line.seller_order_id == part.id],
            seller_country=merchants[part.seller_id].country,
            carrier=carriers[part.service_id],
        )
        verdict = evaluate(deal, rules)
        if verdict.outcome in _QUIET or (verdict.outcome in _LOOKED_AT and part.order_id in looked_at):
            continue
        log_decisions([NewDecision(step, deal, verdict, order_id=part.order_id)], now=now)
        if verdict.outcome in _LOOKED_AT:
            raise HeldForReview(number=heads[part.order_id].number)
        raise _refusal(verdict)


def notices(addresses: Iterable[PostalAddress], *, now: datetime) -> list[Restriction | None]:
    """Return for each address the restriction by which nothing at all goes there now, if there is one."""
    wanted = list(addresses)
    rules = restrictions_at(now)
    if not rules:
        return [None] * len(wanted)
    whole = tuple(
        one
        for one in rules
        if not (one.wish.hs_prefixes or one.wish.categories or one.wish.parties or one.wish.nexus)
    )
    verdicts = [evaluate(Deal(to=found.codes), whole) for found in resolve_addresses(wanted)]
    return [one.by[0] if one.outcome is Outcome.BLOCK else None for one in verdicts]


def _deal_of(
    part: SellerOrderCard, order: OrderCard, lines: Sequence[LineCard], *, seller_country: str, carrier: str
) -> Deal:
    """Return a part of an order that stands as restrictions look at it."""
    return _deal(
        resolve_addresses([order.address])[0],
        seller_id=part.seller_id,
        seller_country=seller_country,
        hs_codes=tuple(line.hs_code for line in lines if line.hs_code),
        origins={line.origin_country for line in lines},
        carrier=carrier,
        state=part.status.value,
        placed_at=order.placed_at,
    )


def _deal(
    found: Finding,
    *,
    seller_id: UUID,
    seller_country: str,
    hs_codes: tuple[str, ...],
    origins: Iterable[str],
    carrier: str = "",
    state: str = "",
    placed_at: datetime | None = None,
) -> Deal:
    made_in = frozenset(filter(None, origins))
    return Deal(
        to=found.codes,
        hinted=frozenset(one.code for one in found.candidates),
        origin=made_in | {seller_country} if seller_country else made_in,
        seller_id=seller_id,
        hs_codes=hs_codes,
        ties={
            "operator": frozenset({settings.OPERATOR_COUNTRY}),
            "seller": frozenset({seller_country}),
            "carrier": frozenset({carrier}),
            "origin": made_in,
        },
        state=state,
        placed_at=placed_at,
    )


def _refusal(verdict: Verdict) -> DeliveryRestricted:
    first = verdict.by[0]
    code = first.wish.places[0]
    return DeliveryRestricted(
        place=place(code).names, why=first.wish.shopper_texts, since=first.since, field="address"
    )
