"""Something is wrong with a part of an order: its shopper says so, or the clock finds that its parcel does not come.

Opening freezes the part's money and tells both sides what happens next, and by when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.orders.actions import lock_orders, lock_seller_orders
from yarmarka.domain.orders.queries import order_for, orders, seller_orders
from yarmarka.domain.orders.types import OrderCard, SellerOrderCard, SellerOrderStatus
from yarmarka.domain.protection.actions import add_photos, become, open_claims
from yarmarka.domain.protection.errors import ClaimOpen, NotClaimable
from yarmarka.domain.protection.queries import parts_under_claim
from yarmarka.domain.protection.rules import check_photos, check_words, terms_at
from yarmarka.domain.protection.types import SAID, Cause, ClaimCard, NewClaim
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.queries import parcels_of
from yarmarka.domain.shipping.rules.lateness import LOST_BELOW, bound_of, found_of, silent_days
from yarmarka.domain.shipping.types import Astray, Finding, ParcelCard
from yarmarka.flows.freeze_money import freeze
from yarmarka.flows.money_of_parts import kept
from yarmarka.flows.take_picture import take_picture
from yarmarka.flows.tell import part_facts, to_seller, to_shopper
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.outbox import publish
from yarmarka.reads.parcels_astray import StrayParcel, parcels_astray
from yarmarka.vocabulary.parcels import TERMINAL, ParcelState

_CAUSES: Final = {
    Finding.OVERDUE: Cause.OVERDUE,
    Finding.LOST: Cause.LOST,
    Finding.RETURNED: Cause.RETURNED,
}


@dataclass(frozen=True)
class ClaimWish:
    """What a shopper says is wrong."""

    seller_order_id: UUID
    cause: Cause
    words: str
    photos: Sequence[bytes] = field(default_factory=tuple)


def open_claim(wish: ClaimWish, *, viewer: UUID, now: datetime) -> UUID:
    """Open a claim for the shopper of a part; return its id. Developing photos takes a second or two each.

    Raises Missing, NotClaimable, ClaimOpen, ClaimInvalid, PictureRefused.
    """
    part = seller_orders([wish.seller_order_id]).get(wish.seller_order_id)
    if part is None:
        raise Missing(what="seller order")
    order = order_for(person_id=viewer, order_id=part.order_id)
    check_claimable(part, parcel_of(part), cause=wish.cause, now=now)
    terms = terms_at(wish.cause, day=now.date())
    words = check_words(wish.words, field="words")
    check_photos(terms, photos=len(wish.photos))
    pictures = [take_picture(photo, now=now).id for photo in wish.photos]
    return _open(order, part, cause=wish.cause, words=words, pictures=pictures, now=now).id


def claimable_causes(part: SellerOrderCard, state: ParcelState | None, *, now: datetime) -> tuple[Cause, ...]:
    """Return what a shopper can claim of a part whose parcel stands so, without looking at claims.

    From the day after the promised one, or once the parcel is said to be there or gone, until the time to look the
    goods over has ended: from then on the seller may be paid at any minute.
    """
    if part.status not in {SellerOrderStatus.SENT, SellerOrderStatus.DELIVERED}:
        return ()
    is_over = part.status is SellerOrderStatus.DELIVERED and (
        part.inspection_ends_at is not None and now > part.inspection_ends_at
    )
    if is_over:
        return ()
    is_said_to_be_here = part.status is SellerOrderStatus.DELIVERED or state in TERMINAL
    if now.date() <= part.promised_to and not is_said_to_be_here:
        return ()
    return SAID if is_said_to_be_here else (Cause.NOT_ARRIVED,)


def check_claimable(part: SellerOrderCard, parcel: ParcelCard | None, *, cause: Cause, now: datetime) -> None:
    """Raise NotClaimable unless a shopper can claim this of a part now; ClaimOpen if they do already."""
    if parts_under_claim([part.id]):
        raise ClaimOpen()
    state = parcel.state if parcel else None
    if cause not in claimable_causes(part, state, now=now) or not kept([part])[part.id].total_minor:
        raise NotClaimable(status=part.status.value, promised_to=part.promised_to.isoformat())


def parcel_of(part: SellerOrderCard) -> ParcelCard | None:
    """Return the parcel that a part's goods went in."""
    alive = [parcel for parcel in parcels_of([part.id]) if parcel.state is not ParcelState.CANCELLED]
    return alive[-1] if alive else None


def open_found_claims(*, now: datetime, limit: int = 500) -> int:
    """Look at all parcels that should have come by now; open claims for those overdue, lost or back; return how many.

    An overdue one that is lost by now becomes that.
    """
    opened, after = 0, None
    while strays := parcels_astray(now=now, after=after, limit=limit):
        opened += _open_found(strays, now=now)
        after = strays[-1].parcel.seller_order_id
        if len(strays) < limit:
            break
    return opened


@transaction.atomic
def _open_found(strays: Sequence[StrayParcel], *, now: datetime) -> int:
    found = {stray.parcel.seller_order_id: (stray, found_of(stray.parcel, now=now)) for stray in strays}
    found = {
        key: (stray, finding)
        for key, (stray, finding) in found.items()
        if finding in {Finding.LOST, Finding.RETURNED}
        or (finding is Finding.OVERDUE and not stray.open_claim and not stray.is_waited_for)
    }
    if not found:
        return 0
    parts = lock_seller_orders(found)
    # What was locked just now may have moved on, or have a claim since it was looked at.
    claimed = parts_under_claim(parts)
    parts = {key: part for key, part in parts.items() if part.status is SellerOrderStatus.SENT}
    fresh = {key: part for key, part in parts.items() if key not in claimed}
    heads = orders({part.order_id for part in parts.values()})
    news = [
        NewClaim(
            order_id=part.order_id,
            seller_order_id=key,
            seller_id=part.seller_id,
            person_id=heads[part.order_id].person_id,
            parcel_id=found[key][0].parcel.parcel_id,
            cause=_CAUSES[found[key][1]],
            terms=terms_at(_CAUSES[found[key][1]], day=now.date()),
            by_shopper=False,
            basis=explained(found[key][0].parcel, now=now),
        )
        for key, part in fresh.items()
    ]
    claims = list(open_claims(news, now=now))
    freeze(claims, fresh, now=now)
    claims += [
        become(
            stray.open_claim,
            terms=terms_at(_CAUSES[finding], day=now.date()),
            basis=explained(stray.parcel, now=now),
            now=now,
        )
        for key, (stray, finding) in found.items()
        if stray.open_claim and key in parts
    ]
    tell_opened(claims, heads, parts, now=now)
    return len(claims)


def explained(parcel: Astray, *, now: datetime) -> dict[str, Any]:
    """Return what a finding rests on, to be kept with it."""
    bound, ground = bound_of(parcel)
    return {
        "state": parcel.state.value,
        "state_at": parcel.state_at.isoformat(),
        "silent_days": silent_days(parcel, now=now),
        "promised_to": parcel.promised_to.isoformat(),
        "late_days": (now.date() - parcel.promised_to).days,
        "lost_after_days": bound,
        "lost_below": LOST_BELOW,
        "ground": ground.value,
        "silences": parcel.silences,
        "learnt_at": parcel.learnt_at.isoformat() if parcel.learnt_at else None,
    }


@transaction.atomic
def _open(
    order: OrderCard,
    part: SellerOrderCard,
    *,
    cause: Cause,
    words: str,
    pictures: Sequence[UUID],
    now: datetime,
) -> ClaimCard:
    order = lock_orders([order.id])[order.id]
    part = lock_seller_orders([part.id])[part.id]
    parcel = parcel_of(part)
    check_claimable(part, parcel, cause=cause, now=now)
    new = NewClaim(
        order_id=order.id,
        seller_order_id=part.id,
        seller_id=part.seller_id,
        person_id=order.person_id,
        parcel_id=parcel.id if parcel else None,
        cause=cause,
        terms=terms_at(cause, day=now.date()),
        by_shopper=True,
        words=words,
        basis={"state": parcel.state.value, "state_at": parcel.state_at.isoformat()} if parcel else {},
    )
    (claim,) = open_claims([new], now=now)
    add_photos(claim.id, pictures, now=now)
    freeze([claim], {part.id: part}, now=now)
    tell_opened([claim], {order.id: order}, {part.id: part}, now=now)
    return claim


def tell_opened(
    claims: Sequence[ClaimCard],
    heads: Mapping[UUID, OrderCard],
    parts: Mapping[UUID, SellerOrderCard],
    *,
    now: datetime,
) -> None:
    """Tell both sides of claims that a claim is open, or has another cause: why, and what happens by when."""
    merchants = sellers({claim.seller_id for claim in claims})
    letters = []
    for claim in claims:
        order, merchant = heads[claim.order_id], merchants[claim.seller_id]
        facts = part_facts(parts[claim.seller_order_id], merchant) | {
            "claim_id": claim.id,
            "cause": claim.cause.value,
            "words": claim.words,
            "answer_by": claim.answer_by,
            "refund_at": claim.refund_at,
        }
        letters.append(to_shopper("claim_opened", order, **facts))
        letters.append(to_seller("claim_opened_seller", merchant, number=order.number, **facts))
    publish(letters, now=now)
