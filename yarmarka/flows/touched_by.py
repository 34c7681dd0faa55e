"""Whom and what a restriction touches, worked out by the same rules that orders are held to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from yarmarka.domain.compliance.rules import evaluate
from yarmarka.domain.compliance.types import Deal, Direction, Outcome, Restriction
from yarmarka.domain.places.queries import resolve_addresses, resolve_all
from yarmarka.domain.places.types import Finding, Whereabouts
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.deals import Going, deal_of, seats_of
from yarmarka.flows.recall_parcels import can_be_asked
from yarmarka.reads.touched import OpenPart, SavedPlace, baskets_of, open_parts, saved_places
from yarmarka.vocabulary.places import PostalAddress


@dataclass(frozen=True)
class Touched:
    """People with an address there, and open parts of orders that go there."""

    addresses: int
    people: frozenset[UUID]
    parts: tuple[OpenPart, ...]

    def counted(self) -> Mapping[str, Any]:
        """Return it as figures, for a proposal's preview: nobody is named in it."""
        baskets = baskets_of(self.people)
        money: Counter[str] = Counter()
        sent = [part for part in self.parts if part.status == "sent"]
        asked = can_be_asked(part.carrier for part in sent)
        for part in self.parts:
            if part.status != "unpaid":
                money[part.currency] += part.total_minor
        return {
            "addresses": self.addresses,
            "people": len(self.people),
            "baskets": baskets.baskets,
            "offers": baskets.offers,
            "orders": dict(Counter(part.status for part in self.parts)),
            "sellers": len({part.seller_id for part in self.parts}),
            "money": dict(money),
            "recallable": sum(asked[part.carrier] for part in sent),
        }


def touched_by(one: Restriction) -> Touched:
    """Return whom and what a restriction touches as things stand now, whether or not it holds yet."""
    saved = _places_in(one)
    parts = open_parts()
    seats = seats_of(sellers({part.seller_id for part in parts}).values())
    found = resolve_addresses(PostalAddress.from_facts(part.address) for part in parts)
    return Touched(
        addresses=sum(place.addresses for place in saved),
        people=frozenset(person for place in saved for person in place.people),
        parts=tuple(
            part
            for part, finding in zip(parts, found, strict=True)
            if evaluate(_deal(part, finding, seats, on=one.since.date()), [one]).outcome is not Outcome.ALLOW
        ),
    )


def _places_in(one: Restriction) -> list[SavedPlace]:
    """Return the saved addresses that lie there; none where only what comes from there is restricted."""
    if one.wish.direction is Direction.FROM:
        return []
    asked = {
        Whereabouts(place.country, place.postal_code, place.region, place.city): place
        for place in saved_places()
    }
    found = resolve_all(asked)
    return [place for where, place in asked.items() if not found[where].codes.isdisjoint(one.wish.places)]


def _deal(part: OpenPart, found: Finding, seats: Mapping[UUID, frozenset[str]], *, on: date) -> Deal:
    """Return an open part as restrictions look at it; its state is left out, for what is finished is touched too.

    Where signs only hint at a place, nothing is called off and nobody is written to: a person looks before it is sent.
    """
    going = Going(
        seller_id=part.seller_id,
        seller_country=part.seller_country,
        seller_places=seats[part.seller_id],
        hs_codes=tuple(part.hs_codes),
        origins=frozenset(part.origins),
        categories=frozenset(part.categories),
        carrier=part.carrier,
    )
    return deal_of(going, replace(found, candidates=()), on=on)
