"""Opening claims, answering them, and writing down how they end. The caller holds the part's lock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from yarmarka.domain.protection.errors import ClaimClosed
from yarmarka.domain.protection.models import Claim, ClaimPhoto, ClaimStepRow
from yarmarka.domain.protection.queries import claim_card
from yarmarka.domain.protection.rules import CARRIER_SETTLED, CLAIM_NEXT, answer_by, decide_by, refund_at
from yarmarka.domain.protection.types import (
    OPEN,
    ClaimCard,
    ClaimStatus,
    ClaimTerms,
    NewClaim,
    StepKind,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.moves import statuses_before


def open_claims(news: Sequence[NewClaim], *, now: datetime) -> tuple[ClaimCard, ...]:
    """Write claims down, in one statement; the table refuses a second open one of a part. Return them."""
    rows = [
        Claim(
            id=new_id(now),
            order_id=one.order_id,
            seller_order_id=one.seller_order_id,
            seller_id=one.seller_id,
            person_id=one.person_id,
            parcel_id=one.parcel_id,
            cause=one.cause,
            status=ClaimStatus.OPENED,
            terms=one.terms.code,
            by_shopper=one.by_shopper,
            words=one.words,
            basis=dict(one.basis),
            opened_at=now,
            answer_by=answer_by(one.terms, opened_at=now),
            refund_at=refund_at(one.terms, opened_at=now),
            payer=one.terms.payer,
        )
        for one in news
    ]
    Claim.objects.bulk_create(rows)
    _note([(row.id, {"cause": row.cause}) for row in rows], StepKind.OPENED, now=now)
    return tuple(claim_card(row) for row in rows)


def become(claim_id: UUID, *, terms: ClaimTerms, basis: Mapping[str, Any], now: datetime) -> ClaimCard:
    """Give an open claim another cause, by whose terms it goes on from now. Raises Missing, ClaimClosed."""
    row = _lock_open(claim_id)
    row.cause, row.terms, row.basis = terms.cause, terms.code, dict(basis)
    row.payer, row.refund_at = terms.payer, refund_at(terms, opened_at=now)
    row.answer_by = answer_by(terms, opened_at=now)
    row.save(update_fields=["cause", "terms", "basis", "payer", "refund_at", "answer_by"])
    _note([(row.id, {"cause": row.cause})], StepKind.BECAME, now=now)
    return claim_card(row)


def add_photos(claim_id: UUID, picture_ids: Sequence[UUID], *, now: datetime) -> None:
    """Put photos to a claim that was just opened."""
    ClaimPhoto.objects.bulk_create(
        ClaimPhoto(id=new_id(now), claim_id=claim_id, picture_id=picture, position=place)
        for place, picture in enumerate(picture_ids)
    )


def contest(claim_id: UUID, *, answer: str, terms: ClaimTerms, now: datetime) -> ClaimCard:
    """Write down that the seller sees it otherwise; from now on it is the staff's turn. Raises Missing, ClaimClosed."""
    row = _lock_open(claim_id)
    if row.status != ClaimStatus.OPENED:
        raise ClaimClosed(status=row.status)
    row.status, row.answer, row.answered_at = ClaimStatus.CONTESTED, answer, now
    row.refund_at, row.payer = decide_by(terms, contested_at=now), terms.payer_of_silence
    row.save(update_fields=["status", "answer", "answered_at", "refund_at", "payer"])
    _note([(row.id, {})], StepKind.CONTESTED, now=now)
    return claim_card(row)


def end_claim(
    claim_id: UUID,
    status: ClaimStatus,
    *,
    now: datetime,
    refund_id: UUID | None = None,
    by: UUID | None = None,
    note: str = "",
    facts: Mapping[str, Any] | None = None,
) -> ClaimCard:
    """Write down how a claim ended. Raises Missing, ClaimClosed for one that ended before."""
    row = _locked(claim_id)
    if row.status not in statuses_before(CLAIM_NEXT, status):
        raise ClaimClosed(status=row.status)
    row.status, row.closed_at = status, row.closed_at or now
    row.refund_id, row.decided_by_id, row.note = (
        row.refund_id or refund_id,
        by or row.decided_by_id,
        note or row.note,
    )
    row.save(update_fields=["status", "closed_at", "refund_id", "decided_by", "note"])
    _note([(row.id, dict(facts or {}))], StepKind(status.value), now=now)
    return claim_card(row)


def note_agreed(claim_id: UUID, *, now: datetime) -> None:
    """Write down that the seller agrees. Raises Missing, ClaimClosed."""
    row = _lock_open(claim_id)
    if row.status != ClaimStatus.OPENED:
        raise ClaimClosed(status=row.status)
    row.answered_at = now
    row.save(update_fields=["answered_at"])
    _note([(row.id, {})], StepKind.AGREED, now=now)


def note_carrier(claim_id: UUID, *, has_paid: bool, now: datetime) -> ClaimCard:
    """Write down what a carrier did about what it owed for a refunded claim's parcel. Raises Missing, ClaimClosed."""
    row = _locked(claim_id)
    settled = ClaimStepRow.objects.filter(claim_id=row.id, kind__in=CARRIER_SETTLED)
    if row.status != ClaimStatus.REFUNDED or settled.exists():
        raise ClaimClosed(status=row.status)
    _note([(row.id, {})], StepKind.CARRIER_PAID if has_paid else StepKind.CARRIER_REFUSED, now=now)
    return claim_card(row)


def forget_claims(person_id: UUID) -> None:
    """Take a person's own words and photos out of their claims; why money went back stays."""
    own = Claim.objects.filter(person_id=person_id, by_shopper=True)
    ClaimPhoto.objects.filter(claim__in=own).delete()
    own.update(words="–")


def lock_claim(claim_id: UUID) -> ClaimCard:
    """Lock an open claim and return it. Raises Missing, ClaimClosed."""
    return claim_card(_lock_open(claim_id))


def _locked(claim_id: UUID) -> Claim:
    row = Claim.objects.select_for_update(no_key=True).filter(id=claim_id).first()
    if row is None:
        raise Missing(what="claim")
    return row


def _lock_open(claim_id: UUID) -> Claim:
    row = _locked(claim_id)
    if row.status not in OPEN:
        raise ClaimClosed(status=row.status)
    return row


def _note(claims: Sequence[tuple[UUID, dict[str, Any]]], kind: StepKind, *, now: datetime) -> None:
    ClaimStepRow.objects.bulk_create(
        ClaimStepRow(id=new_id(now), claim_id=claim_id, kind=kind, at=now, facts=facts)
        for claim_id, facts in claims
    )
