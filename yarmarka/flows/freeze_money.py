"""A claim keeps a part's money from everybody: frozen in the books while it is open, held as before when it ends."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import claim_frozen, claim_thawed
from yarmarka.domain.orders.rules import IN_ESCROW
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.protection.actions import end_claim
from yarmarka.domain.protection.errors import ClaimOpen
from yarmarka.domain.protection.queries import open_claim_of, parts_under_claim
from yarmarka.domain.protection.types import ClaimCard, ClaimStatus
from yarmarka.flows.money_of_parts import kept


def freeze(claims: Sequence[ClaimCard], parts: Mapping[UUID, SellerOrderCard], *, now: datetime) -> None:
    """Freeze what is held of the claims' parts, whose locks the caller holds."""
    held = kept([parts[claim.seller_order_id] for claim in claims])
    postings = [
        claim_frozen(
            claim_id=claim.id,
            seller_order_id=claim.seller_order_id,
            held=held[claim.seller_order_id],
            currency=parts[claim.seller_order_id].currency,
        )
        for claim in claims
    ]
    post(postings, now=now)


def thaw(claim: ClaimCard, part: SellerOrderCard, *, now: datetime) -> None:
    """Hold what is frozen of a part as before. The caller holds its lock."""
    held = kept([part])[part.id]
    let_go = claim_thawed(claim_id=claim.id, seller_order_id=part.id, held=held, currency=part.currency)
    post([let_go], now=now)


def end_open_claim(part: SellerOrderCard, status: ClaimStatus, *, now: datetime) -> ClaimCard | None:
    """End the claim of a part that is about to be settled another way, if there is one; its money is held as before."""
    claim = open_claim_of(part.id) if part.status in IN_ESCROW else None
    if claim is None:
        return None
    thaw(claim, part, now=now)
    return end_claim(claim.id, status, now=now)


def check_not_frozen(seller_order_ids: Collection[UUID]) -> None:
    """Raise ClaimOpen if an open claim freezes the money of one of these parts."""
    if parts_under_claim(seller_order_ids):
        raise ClaimOpen()
