"""Looking at restrictions where something is decided: placing, label, hand-over, payout; set-based.

While no restriction is in force and no forwarding address is listed, nothing is asked and nothing resolved.
`flows.foretell` says the same beforehand, to who looks at goods; that is not written down.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.compliance.actions import log_decisions
from yarmarka.domain.compliance.errors import DeliveryRestricted, HeldForReview
from yarmarka.domain.compliance.queries import cleared, forwarding_rules, licences_for, restrictions_at
from yarmarka.domain.compliance.rules import waits_for_people
from yarmarka.domain.compliance.types import NewDecision, Outcome, Restriction, Step, Verdict
from yarmarka.domain.orders.queries import lines_of, orders
from yarmarka.domain.orders.types import NewOrder, SellerOrderCard
from yarmarka.domain.places.queries import place
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.queries import services
from yarmarka.flows.deals import NOWHERE, Going, destinations, is_anything_watched, judge, seats_of
from yarmarka.flows.price_book import PriceBook
from yarmarka.kernel.errors import YarmarkaError

#: a person looks at these before they go on
LOOKED_AT: Final = frozenset({Outcome.HOLD, Outcome.LICENCE})


@dataclass(frozen=True)
class Looked:
    """New orders after a look at restrictions: those that are refused, and decisions about the others, to be logged
    once they stand."""

    refused: dict[int, YarmarkaError] = field(default_factory=dict)
    noted: tuple[NewDecision, ...] = ()


def look_at_drafts(drafts: Mapping[int, NewOrder], book: PriceBook, *, now: datetime) -> Looked:
    """Return which of these new orders a restriction blocks, and why; such decisions are logged.

    What only a person can decide is placed, and held before its label. While no restriction is in force only
    what goes to a forwarding address is looked at.
    """
    rules = restrictions_at(now)
    drafts = drafts if rules else _forwarded(drafts, now=now)
    if not drafts:
        return Looked()
    licences = licences_for(rules)
    going_to = destinations((draft.address for draft in drafts.values()), now=now)
    found = dict(zip(drafts, going_to, strict=True))
    seats = seats_of(book.sellers.values())
    carriers = {card.id: card.carrier for cards in book.routes.values() for card in cards}
    refused: dict[int, YarmarkaError] = {}
    blocked, noted = [], []
    for index, draft in drafts.items():
        mild = []
        for part in draft.seller_orders:
            going = Going(
                seller_id=part.seller_id,
                seller_country=book.sellers[part.seller_id].country,
                seller_places=seats[part.seller_id],
                hs_codes=tuple(line.hs_code for line in part.lines if line.hs_code),
                origins=frozenset(line.origin_country for line in part.lines),
                categories=frozenset(
                    category for line in part.lines for category in book.offers[line.offer_id].category_path
                ),
                carrier=carriers.get(part.service_id, ""),
            )
            deal, verdict = judge(going, found[index], rules, licences=licences, now=now)
            if verdict.outcome is Outcome.BLOCK:
                refused[index] = _refusal(verdict)
                blocked.append(NewDecision(Step.PLACING, deal, verdict))
                break
            if verdict.is_worth_noting:
                mild.append(NewDecision(Step.PLACING, deal, verdict, order_id=draft.id))
        if index not in refused:
            noted += mild
    log_decisions(blocked, now=now)
    return Looked(refused, tuple(noted))


def _forwarded(drafts: Mapping[int, NewOrder], *, now: datetime) -> Mapping[int, NewOrder]:
    found = forwarding_rules([draft.address for draft in drafts.values()], at=now)
    return {index: draft for (index, draft), entries in zip(drafts.items(), found, strict=True) if entries}


def check_to_send(parts: Sequence[SellerOrderCard], *, step: Step, now: datetime) -> None:
    """Raise DeliveryRestricted or HeldForReview for the first of these parts that may not go on; it is logged.

    Addresses are looked at anew: what was clear when it was placed may not be so now. Call it outside of the
    transaction that sends, or the log is rolled back with it.
    """
    if not parts or not is_anything_watched(now=now):
        return
    rules = restrictions_at(now)
    looked_at = cleared({part.order_id for part in parts})
    log: list[NewDecision] = []
    refusals: list[YarmarkaError] = []
    for part, decision in judged_parts(parts, rules, step=step, now=now):
        verdict = decision.verdict
        if verdict.under_licence and verdict.outcome is Outcome.ALLOW:
            log.append(decision)
        if waits_for_people(verdict, cleared_at=looked_at.get(part.order_id)):
            log.append(decision)
            refusals.append(HeldForReview(number=orders([part.order_id])[part.order_id].number))
        elif verdict.outcome is Outcome.BLOCK:
            log.append(decision)
            refusals.append(_refusal(verdict))
        if refusals:
            break
    log_decisions(log, now=now)
    if refusals:
        raise refusals[0]


def judged_parts(
    parts: Sequence[SellerOrderCard], rules: Sequence[Restriction], *, step: Step, now: datetime
) -> Iterable[tuple[SellerOrderCard, NewDecision]]:
    """Yield what restrictions say of each of these parts of orders that stand."""
    lines = lines_of([part.id for part in parts])
    heads = orders({part.order_id for part in parts})
    merchants = sellers({part.seller_id for part in parts})
    seats, licences = seats_of(merchants.values()), licences_for(rules)
    carriers = {key: card.carrier for key, card in services({part.service_id for part in parts}).items()}
    paths = _paths_of({line.offer_id for line in lines}, rules)
    found = dict(zip(heads, destinations((head.address for head in heads.values()), now=now), strict=True))
    for part in parts:
        own = [line for line in lines if line.seller_order_id == part.id]
        going = Going(
            seller_id=part.seller_id,
            seller_country=merchants[part.seller_id].country,
            seller_places=seats[part.seller_id],
            hs_codes=tuple(line.hs_code for line in own if line.hs_code),
            origins=frozenset(line.origin_country for line in own),
            categories=frozenset(one for line in own for one in paths.get(line.offer_id, ())),
            carrier=carriers[part.service_id],
            state=part.status.value,
            placed_at=heads[part.order_id].placed_at,
        )
        deal, verdict = judge(going, found[part.order_id], rules, licences=licences, now=now)
        yield part, NewDecision(step, deal, verdict, order_id=part.order_id)


def who_may_be_paid(seller_ids: Collection[UUID], *, now: datetime) -> frozenset[UUID]:
    """Return those of these sellers whom no restriction keeps from being paid; for the others that is logged.

    Money goes to a seller for goods that came from there: restrictions that are about goods to somewhere, or about
    certain goods only, say nothing of it.
    """
    rules = restrictions_at(now)
    if not rules or not seller_ids:
        return frozenset(seller_ids)
    licences = licences_for(rules)
    merchants = sellers(seller_ids)
    seats = seats_of(merchants.values())
    log = []
    for card in merchants.values():
        going = Going(card.id, card.country, seats[card.id])
        deal, verdict = judge(going, NOWHERE, rules, licences=licences, now=now)
        if verdict.outcome in LOOKED_AT | {Outcome.BLOCK}:
            log.append(NewDecision(Step.PAYOUT, deal, verdict))
    log_decisions(log, now=now)
    return frozenset(seller_ids) - {one.deal.seller_id for one in log}


def _paths_of(offer_ids: Collection[UUID], rules: Sequence[Restriction]) -> Mapping[UUID, Sequence[UUID]]:
    """Return the categories above each of these offers; nothing is asked where no restriction names categories."""
    if not any(one.wish.categories for one in rules):
        return {}
    return {key: offer.category_path for key, offer in offers_for_sale(offer_ids).items()}


def _refusal(verdict: Verdict) -> DeliveryRestricted:
    first = verdict.by[0]
    code = first.wish.places[0]
    return DeliveryRestricted(
        place=place(code).names, why=first.wish.shopper_texts, since=first.since, field="address"
    )
