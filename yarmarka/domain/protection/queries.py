"""Claims by part, by seller, and by what is due."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from yarmarka.domain.protection.models import Claim, ClaimPhoto, ClaimStepRow
from yarmarka.domain.protection.rules import LOOKED_FOR
from yarmarka.domain.protection.types import (
    ABSENT,
    OPEN,
    Cause,
    ClaimCard,
    ClaimStatus,
    ClaimStep,
    Payer,
    StepKind,
)
from yarmarka.kernel.errors import Missing


def claim(claim_id: UUID) -> ClaimCard:
    """Return a claim. Raises Missing."""
    row = Claim.objects.filter(id=claim_id).first()
    if row is None:
        raise Missing(what="claim")
    return claim_card(row)


def claims_of(order_id: UUID) -> tuple[ClaimCard, ...]:
    """Return an order's claims, the oldest first."""
    return _cards(Claim.objects.filter(order_id=order_id).order_by("id"))


def claims_of_parts(seller_order_ids: Collection[UUID]) -> tuple[ClaimCard, ...]:
    """Return the claims of some parts of orders, the oldest first."""
    return _cards(Claim.objects.filter(seller_order_id__in=list(seller_order_ids)).order_by("id"))


def parts_under_claim(seller_order_ids: Collection[UUID] | None = None) -> set[UUID]:
    """Return the parts whose money an open claim freezes; of these, or of all."""
    rows = Claim.objects.filter(status__in=OPEN)
    if seller_order_ids is not None:
        rows = rows.filter(seller_order_id__in=list(seller_order_ids))
    return set(rows.values_list("seller_order_id", flat=True))


def open_claim_of(seller_order_id: UUID) -> ClaimCard | None:
    """Return the claim that freezes a part's money, if there is one."""
    row = Claim.objects.filter(seller_order_id=seller_order_id, status__in=OPEN).first()
    return claim_card(row) if row else None


def due_claims(*, now: datetime, limit: int) -> list[UUID]:
    """Return open claims whose money goes back now since nobody did anything, the longest due first."""
    rows = Claim.objects.filter(status__in=OPEN, refund_at__lte=now).order_by("refund_at")
    return list(rows.values_list("id", flat=True)[:limit])


def open_absences(*, after: UUID, limit: int) -> tuple[ClaimCard, ...]:
    """Return so many open claims that an arrival ends, the oldest first, of those behind an id."""
    rows = Claim.objects.filter(status__in=OPEN, cause__in=ABSENT, id__gt=after)
    return _cards(rows.order_by("id")[:limit])


def refunded_absences(*, now: datetime, after: UUID, limit: int) -> tuple[ClaimCard, ...]:
    """Return so many refunded claims of parcels that may still turn up, the oldest first, of those behind an id."""
    rows = Claim.objects.filter(
        status=ClaimStatus.REFUNDED,
        cause__in=ABSENT - {Cause.RETURNED},
        parcel__isnull=False,
        closed_at__gte=now - LOOKED_FOR,
        id__gt=after,
    )
    return _cards(rows.order_by("id")[:limit])


def photos_of(claim_id: UUID) -> tuple[UUID, ...]:
    """Return the pictures that go with a claim, in their order."""
    rows = ClaimPhoto.objects.filter(claim_id=claim_id).order_by("position")
    return tuple(rows.values_list("picture_id", flat=True))


def steps_of(claim_ids: Collection[UUID]) -> tuple[ClaimStep, ...]:
    """Return what happened to some claims, the oldest first."""
    rows = ClaimStepRow.objects.filter(claim_id__in=list(claim_ids)).order_by("at", "id")
    return tuple(ClaimStep(row.claim_id, StepKind(row.kind), row.at, row.facts) for row in rows)


def claim_card(row: Claim) -> ClaimCard:
    """Return a claim's row as others see it."""
    shared = {field.name: getattr(row, field.name) for field in fields(ClaimCard)}
    typed = {"cause": Cause(row.cause), "status": ClaimStatus(row.status), "payer": Payer(row.payer)}
    return ClaimCard(**shared | typed)


def _cards(rows: Iterable[Claim]) -> tuple[ClaimCard, ...]:
    return tuple(claim_card(row) for row in rows)
