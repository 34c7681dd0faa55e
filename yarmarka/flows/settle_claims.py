"""How people end claims: the seller answers or agrees, the shopper withdraws, staff decide."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.protection.actions import contest, note_agreed
from yarmarka.domain.protection.rules import check_words, terms_called
from yarmarka.domain.protection.types import ClaimStatus, Payer
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.end_claims import close_claim, hold_claim, refund_claim
from yarmarka.flows.tell import part_facts, to_shopper
from yarmarka.kernel.outbox import publish
from yarmarka.vocabulary.ids import public_id


@transaction.atomic
def contest_claim(claim_id: UUID, *, seller_id: UUID, answer: str, now: datetime) -> None:
    """Say for the seller why it sees it otherwise; staff decide. Raises Missing, ClaimClosed, ClaimInvalid."""
    words = check_words(answer, field="answer")
    order, part, claim = hold_claim(claim_id, seller_id=seller_id)
    claim = contest(claim.id, answer=words, terms=terms_called(claim.terms), now=now)
    merchant = sellers([part.seller_id])[part.seller_id]
    facts = part_facts(part, merchant) | {
        "claim_id": claim.id,
        "cause": claim.cause.value,
        "answer": words,
        "refund_at": claim.refund_at,
    }
    publish([to_shopper("claim_contested", order, **facts)], now=now)


@transaction.atomic
def agree_to_claim(claim_id: UUID, *, seller_id: UUID, now: datetime) -> None:
    """Give the money back at the seller's cost, since it agrees. Raises Missing, ClaimClosed."""
    order, part, claim = hold_claim(claim_id, seller_id=seller_id)
    note_agreed(claim.id, now=now)
    refund_claim(order, part, claim, payer=Payer.SELLER, now=now)


@transaction.atomic
def withdraw_claim(claim_id: UUID, *, viewer: UUID, now: datetime) -> None:
    """End a claim for its shopper, who waits on or has what they wanted. Raises Missing, ClaimClosed."""
    order, part, claim = hold_claim(claim_id, person_id=viewer)
    close_claim(order, part, claim, ClaimStatus.WITHDRAWN, now=now)


@transaction.atomic
def decide_claim(claim_id: UUID, *, refund: bool, payer: Payer, note: str, by: UUID, now: datetime) -> None:
    """Decide a claim for the marketplace: refund at somebody's cost, or decline.

    Raises Missing, ClaimClosed, ClaimInvalid.
    """
    note = check_words(note, field="note")
    order, part, claim = hold_claim(claim_id)
    after: dict[str, Any] = {
        "part": public_id("slo", part.id),
        "what": "refund" if refund else "decline",
        "borne_by": payer.value if refund else None,
    }
    subject = Subject(SubjectKind.ORDER, order.number, order.id)
    deed = NewDeed(kind=DeedKind.CLAIM_DECIDED, subject=subject, by=by, after=after, reason=note)
    note_deeds([deed], now=now)
    if refund:
        refund_claim(order, part, claim, payer=payer, by=by, note=note, now=now)
    else:
        close_claim(order, part, claim, ClaimStatus.DECLINED, by=by, note=note, now=now)
