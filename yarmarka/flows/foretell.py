"""What restrictions say of goods before they are ordered, of addresses, and of orders that wait; for who looks at them.

Looking decides nothing, so nothing is logged here: the same is evaluated again, and logged, where it is decided
(`flows.restrict`). While no restriction is in force nothing is asked and nothing resolved.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from yarmarka.domain.compliance.queries import cleared, licences_for, restrictions_at
from yarmarka.domain.compliance.rules import evaluate, waits_for_people
from yarmarka.domain.compliance.types import Outcome, Restriction, Step, Verdict
from yarmarka.domain.orders.types import SellerOrderCard, SellerOrderStatus
from yarmarka.flows.deals import Going, destinations, is_anything_watched, judge
from yarmarka.flows.restrict import judged_parts
from yarmarka.vocabulary.places import PostalAddress

Key = TypeVar("Key", bound=Hashable)
_OPEN: Final = frozenset({SellerOrderStatus.TO_SHIP, SellerOrderStatus.SENT})


def is_anything_restricted(*, now: datetime) -> bool:
    """Test if there is any reason to ask for more: costs nothing while it is remembered."""
    return is_anything_watched(now=now)


def foretell(
    goods: Mapping[Key, Going], *, to: PostalAddress | None, country: str, now: datetime
) -> dict[Key, Verdict]:
    """Return what restrictions would say of each of these goods if they went to an address, or to a country.

    What may simply go is left out.
    """
    if not goods or not is_anything_watched(now=now):
        return {}
    rules = restrictions_at(now)
    [found] = destinations([to or _somewhere_in(country)], now=now)
    licences = licences_for(rules)
    verdicts = {
        key: judge(going, found, rules, licences=licences, now=now)[1] for key, going in goods.items()
    }
    return {key: verdict for key, verdict in verdicts.items() if verdict.by}


def notices(addresses: Iterable[PostalAddress], *, now: datetime) -> list[Restriction | None]:
    """Return for each address the restriction by which nothing at all goes there now, if there is one.

    Of what ties a deal to a regime only the operator and who takes the money are known before goods are chosen.
    """
    wanted = list(addresses)
    rules = restrictions_at(now)
    if not rules:
        return [None] * len(wanted)
    whole = [one for one in rules if not (one.wish.hs_prefixes or one.wish.categories or one.wish.parties)]
    nobody = Going(UUID(int=0), "")
    verdicts = [judge(nobody, found, whole, now=now)[1] for found in destinations(wanted, now=now)]
    return [one.by[0] if one.outcome is Outcome.BLOCK else None for one in verdicts]


@dataclass(frozen=True)
class Touch:
    """What restrictions mean for a part of an order that stands: it waits, or goes on though nothing new goes there."""

    verdict: Verdict
    is_waiting: bool


def touches(parts: Sequence[SellerOrderCard], *, now: datetime) -> dict[UUID, Touch]:
    """Return what restrictions mean for parts of orders that are not with their shoppers yet; what none is about is
    left out."""
    still = [part for part in parts if part.status in _OPEN]
    if not still or not is_anything_watched(now=now):
        return {}
    rules = restrictions_at(now)
    looked_at = cleared({part.order_id for part in still})
    found: dict[UUID, Touch] = {}
    for part, decision in judged_parts(still, rules, step=Step.LABEL, now=now):
        verdict = decision.verdict
        waits = verdict.outcome is Outcome.BLOCK or waits_for_people(
            verdict, cleared_at=looked_at.get(part.order_id)
        )
        if part.status is not SellerOrderStatus.SENT and waits:
            found[part.id] = Touch(verdict, is_waiting=True)
            continue
        # What was ordered today would not go there: whoever waits for what was ordered before wonders.
        anew = evaluate(replace(decision.deal, state="", placed_at=None), rules)
        if anew.outcome is Outcome.BLOCK:
            found[part.id] = Touch(anew, is_waiting=False)
    return found


def _somewhere_in(country: str) -> PostalAddress:
    return PostalAddress(country=country, recipient="", street="", city="")
