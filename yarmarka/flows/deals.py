"""Goods on their way, or wanted somewhere, as restrictions look at them: places resolved, ties to regimes named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from yarmarka.connectors.payments import configured
from yarmarka.domain.compliance.queries import forwarding_rules, is_anything_forwarded, restrictions_at
from yarmarka.domain.compliance.rules import evaluate, licensed
from yarmarka.domain.compliance.types import Deal, Licence, Restriction, Tie, Verdict
from yarmarka.domain.places.queries import resolve_addresses
from yarmarka.domain.places.types import Finding
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.vocabulary.places import PostalAddress
from yarmarka.vocabulary.unions import with_unions


@dataclass(frozen=True)
class Destination:
    """Where goods go: what is known of the place, and entries of the list of forwarding addresses that it is."""

    finding: Finding
    forwarding: tuple[Restriction, ...] = ()


NOWHERE: Final = Destination(Finding.nowhere())


@dataclass(frozen=True)
class Going:
    """Goods of one seller that go somewhere, or would. `state` and `placed_at` are of an order that stands."""

    seller_id: UUID
    seller_country: str
    #: codes of the places where the seller has its seat
    seller_places: frozenset[str] = frozenset()
    hs_codes: tuple[str, ...] = ()
    origins: frozenset[str] = frozenset()
    categories: frozenset[UUID] = frozenset()
    carrier: str = ""
    state: str = ""
    placed_at: datetime | None = None


def seats_of(sellers: Iterable[SellerCard]) -> dict[UUID, frozenset[str]]:
    """Return the codes of the places where sellers have their seats."""
    cards = list(sellers)
    found = resolve_addresses(card.address for card in cards)
    return {card.id: finding.codes for card, finding in zip(cards, found, strict=True)}


def is_anything_watched(*, now: datetime) -> bool:
    """Test if a restriction holds or any forwarding address is listed: costs nothing while it is remembered."""
    return bool(restrictions_at(now)) or is_anything_forwarded()


def destinations(addresses: Iterable[PostalAddress], *, now: datetime) -> list[Destination]:
    """Return where each of these addresses is, and whether parcels are known to be sent on from there."""
    wanted = list(addresses)
    found = resolve_addresses(wanted)
    return [
        Destination(finding, forwarding)
        for finding, forwarding in zip(found, forwarding_rules(wanted, at=now), strict=True)
    ]


def judge(
    going: Going,
    to: Destination,
    rules: Sequence[Restriction],
    *,
    licences: Sequence[Licence] = (),
    now: datetime,
) -> tuple[Deal, Verdict]:
    """Return a deal as restrictions look at it, and what they say."""
    leave = licensed(licences, seller_id=going.seller_id, at=now)
    deal = deal_of(going, to.finding, on=now.date(), leave=leave)
    if to.forwarding:
        signs = frozenset(one.wish.places[0] for one in to.forwarding)
        deal = replace(deal, hinted=deal.hinted | signs)
    return deal, evaluate(deal, (*rules, *to.forwarding))


def deal_of(going: Going, to: Finding, *, on: date, leave: frozenset[str] = frozenset()) -> Deal:
    """Return a deal as restrictions look at it on a day; `leave` are codes of restrictions there is a licence for."""
    made_in = frozenset(filter(None, going.origins))
    home = frozenset(filter(None, (going.seller_country,)))
    carrier = settings.CARRIER_COUNTRIES.get(going.carrier, "")
    return Deal(
        to=to.codes,
        hinted=frozenset(one.code for one in to.candidates),
        origin=made_in | home | going.seller_places,
        seller_id=going.seller_id,
        hs_codes=going.hs_codes,
        categories=going.categories,
        ties={
            Tie.OPERATOR: with_unions([settings.OPERATOR_COUNTRY], on=on),
            Tie.SELLER: with_unions(home | going.seller_places, on=on),
            Tie.PAYMENT: payment_ties(on=on),
            Tie.CARRIER: frozenset(filter(None, (going.carrier,))) | with_unions([carrier], on=on),
            Tie.ORIGIN: with_unions(made_in, on=on),
        },
        state=going.state,
        placed_at=going.placed_at,
        licensed=leave,
    )


def payment_ties(*, on: date) -> frozenset[str]:
    """Return the countries of the acquirers that may take the money, and their unions: each of them ties."""
    return with_unions((settings.ACQUIRER_COUNTRIES.get(name, "") for name in configured()), on=on)
