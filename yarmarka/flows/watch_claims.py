"""Claims in the hands of the clock: ended when the parcel comes, or on the day on which nobody need do a thing."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import carrier_claim_ended
from yarmarka.domain.orders.actions import lock_orders, lock_seller_orders, mark_delivered
from yarmarka.domain.orders.queries import seller_orders
from yarmarka.domain.protection.actions import end_claim
from yarmarka.domain.protection.errors import ClaimClosed
from yarmarka.domain.protection.queries import claim as claim_of
from yarmarka.domain.protection.queries import due_claims, open_absences, refunded_absences, steps_of
from yarmarka.domain.protection.rules import owed_by_carrier
from yarmarka.domain.protection.types import ABSENT, ClaimCard, ClaimStatus
from yarmarka.domain.shipping.actions import resolve_promises
from yarmarka.domain.shipping.queries import history_of
from yarmarka.flows.end_claims import close_claim, hold_claim, refund_claim, tell_ended
from yarmarka.vocabulary.parcels import ParcelState

#: words of a carrier after which a parcel that was given up is about again
_ABOUT: Final = frozenset(ParcelState) - {
    ParcelState.PRE_TRANSIT,
    ParcelState.LOST,
    ParcelState.DESTROYED,
    ParcelState.SEIZED,
    ParcelState.EXCEPTION,
    ParcelState.EXPIRED,
    ParcelState.CANCELLED,
    ParcelState.RETURNING,
    ParcelState.RETURNED,
}


def look_after_claims(*, now: datetime, limit: int = 500) -> int:
    """End claims whose parcels have come or whose day has come, and note what turned up; return how many that were.

    All of them are looked at, `limit` in a round; of those whose day has come so many are ended.
    """
    ended = 0
    for waiting in _rounds(open_absences, limit=limit):
        ended += sum(_arrived(claim, at, now=now) for claim, at in _come(waiting))
    ended += sum(_settle_due(key, now=now) for key in due_claims(now=now, limit=limit))
    for given_up in _rounds(partial(refunded_absences, now=now), limit=limit):
        ended += sum(_found(claim, state, now=now) for claim, state in _about_again(given_up))
    return ended


def _rounds(fetch: Callable[..., Sequence[ClaimCard]], *, limit: int) -> Iterator[Sequence[ClaimCard]]:
    after = UUID(int=0)
    while claims := fetch(after=after, limit=limit):
        yield claims
        after = claims[-1].id


def _come(claims: Sequence[ClaimCard]) -> list[tuple[ClaimCard, datetime]]:
    """Return which of these claims are over since their parts have come after they were opened, and when those came."""
    parts = seller_orders([claim.seller_order_id for claim in claims])
    after_all = _delivered_after_all(
        [claim for claim in claims if parts[claim.seller_order_id].delivered_at is None]
    )
    come = ((claim, parts[claim.seller_order_id].delivered_at or after_all.get(claim.id)) for claim in claims)
    return [(claim, at) for claim, at in come if at and not _denied(claim, at)]


def _delivered_after_all(claims: Collection[ClaimCard]) -> dict[UUID, datetime]:
    """Return when parcels were delivered that their carrier had called lost.

    For a parcel's state the first of the two words stands; for a claim the arrival counts, and a shopper to whom
    nothing came can say so on the order's page.
    """
    about = {claim.parcel_id: claim.id for claim in claims if claim.parcel_id}
    words = history_of(list(about)) if about else ()
    return {about[word.parcel_id]: word.occurred_at for word in words if word.state is ParcelState.DELIVERED}


def _about_again(claims: Sequence[ClaimCard]) -> list[tuple[ClaimCard, ParcelState]]:
    """Return which of these refunded claims' parcels have turned up since, and where they stand."""
    closed = {claim.parcel_id: claim.closed_at for claim in claims if claim.parcel_id and claim.closed_at}
    words = history_of(list(closed), since=min(closed.values())) if closed else ()
    about = {
        word.parcel_id: word.state
        for word in words
        if word.occurred_at > closed[word.parcel_id] and word.state in _ABOUT
    }
    return [(claim, about[claim.parcel_id]) for claim in claims if claim.parcel_id in about]


def _denied(claim: ClaimCard, came_at: datetime) -> bool:
    """Test if the shopper says that it did not come though the carrier had said that it did."""
    return claim.by_shopper and came_at <= claim.opened_at


@transaction.atomic
def _arrived(claim: ClaimCard, at: datetime, *, now: datetime) -> int:
    try:
        order, part, claim = hold_claim(claim.id)
    except ClaimClosed:
        return 0
    if part.delivered_at is None:
        mark_delivered({part.id: at})
        resolve_promises({part.id: at.date()})
    close_claim(order, part, claim, ClaimStatus.ARRIVED, now=now)
    return 1


@transaction.atomic
def _settle_due(claim_id: UUID, *, now: datetime) -> int:
    try:
        order, part, claim = hold_claim(claim_id)
    except ClaimClosed:
        return 0
    if claim.refund_at > now:
        return 0
    if claim.cause in ABSENT and part.delivered_at and not _denied(claim, part.delivered_at):
        close_claim(order, part, claim, ClaimStatus.ARRIVED, now=now)
    else:
        refund_claim(order, part, claim, payer=claim.payer, now=now)
    return 1


@transaction.atomic
def _found(claim: ClaimCard, state: ParcelState, *, now: datetime) -> int:
    order = lock_orders([claim.order_id])[claim.order_id]
    part = lock_seller_orders([claim.seller_order_id])[claim.seller_order_id]
    if claim_of(claim.id).status is not ClaimStatus.REFUNDED:
        return 0
    if owed := owed_by_carrier(steps_of([claim.id])):
        carrier, amount = owed
        post(
            [carrier_claim_ended(claim_id=claim.id, seller_order_id=part.id, amount=amount, carrier=carrier)],
            now=now,
        )
    ended = end_claim(claim.id, ClaimStatus.FOUND, now=now, facts={"state": state.value})
    tell_ended(order, part, ended, now=now)
    return 1
