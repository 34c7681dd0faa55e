"""An order's money for the operator's page: tries to pay, refunds, and the postings in the books."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from yarmarka.domain.ledger.models import Entry, Posting
from yarmarka.domain.payments.models import Chargeback, PaymentAttempt, PaymentEvent, Refund
from yarmarka.domain.payments.types import ChargebackStatus, RefundStatus
from yarmarka.domain.sellers.models import Seller
from yarmarka.reads.frozen import frozen


@dataclass(frozen=True)
class SaidEvent:
    """What a payment provider said, and when we heard of it."""

    event_id: str
    kind: str
    amount_minor: int
    currency: str
    sequence: int
    occurred_at: datetime
    received_at: datetime


@dataclass(frozen=True)
class AttemptFile:
    """A try to pay."""

    id: UUID
    provider: str
    provider_ref: str
    amount_minor: int
    currency: str
    created_at: datetime
    events: tuple[SaidEvent, ...]

    @property
    def state(self) -> str:
        """What was said last, by the provider's own count."""
        return self.events[-1].kind if self.events else "created"


@dataclass(frozen=True)
class RefundFile:
    """Money given back."""

    id: UUID
    seller_order_id: UUID | None
    amount_minor: int
    currency: str
    reason: str
    status: RefundStatus
    note: str
    provider_ref: str
    created_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class ChargebackFile:
    """Money that the shopper's bank took back."""

    id: UUID
    provider: str
    provider_ref: str
    amount_minor: int
    currency: str
    reason: str
    status: ChargebackStatus
    due_by: datetime | None
    opened_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class EntryFile:
    """One side of a posting."""

    account: str
    owner: str
    seller_order_id: UUID | None
    amount_minor: int
    currency: str

    @property
    def credit_minor(self) -> int:
        """The amount as a credit is written: without its sign."""
        return -self.amount_minor


@dataclass(frozen=True)
class PostingFile:
    """A business event in the books."""

    id: UUID
    kind: str
    correlation_key: str
    at: datetime
    facts: dict[str, Any]
    entries: tuple[EntryFile, ...]


def attempts(*, order_id: UUID) -> tuple[AttemptFile, ...]:
    """Return the tries to pay for an order with their events, the oldest first."""
    rows = list(PaymentAttempt.objects.filter(order_id=order_id).order_by("id"))
    events: dict[UUID, list[SaidEvent]] = {}
    said = PaymentEvent.objects.filter(attempt_id__in=[row.id for row in rows]).order_by("sequence", "id")
    for event in said:
        events.setdefault(event.attempt_id, []).append(frozen(SaidEvent, event))
    return tuple(frozen(AttemptFile, row, events=tuple(events.get(row.id, []))) for row in rows)


def refunds(*, order_id: UUID) -> tuple[RefundFile, ...]:
    """Return an order's refunds, the oldest first."""
    rows = Refund.objects.filter(order_id=order_id).order_by("id")
    return tuple(frozen(RefundFile, row, status=RefundStatus(row.status)) for row in rows)


def chargebacks(*, order_id: UUID) -> tuple[ChargebackFile, ...]:
    """Return what banks took back of an order's payments, the oldest first."""
    rows = Chargeback.objects.filter(attempt__order_id=order_id).order_by("id")
    return tuple(frozen(ChargebackFile, row, status=ChargebackStatus(row.status)) for row in rows)


def postings(*, seller_order_ids: list[UUID], refund_ids: list[UUID]) -> tuple[PostingFile, ...]:
    """Return the postings of these seller orders and refunds, each with all of its entries, the oldest first."""
    # A payment that no order could take belongs to no seller order: its refund's id is in the posting's key.
    keys = [f"{cause}:{refund}" for refund in refund_ids for cause in ("surplus", "refund-paid")]
    touched = {
        *Entry.objects.filter(seller_order_id__in=seller_order_ids).values_list("posting_id", flat=True),
        *Posting.objects.filter(correlation_key__in=keys).values_list("id", flat=True),
    }
    entries = list(Entry.objects.select_related("account").filter(posting_id__in=touched).order_by("id"))
    owners = _names({entry.account.owner_id for entry in entries if entry.account.owner_id})
    sides: dict[UUID, list[EntryFile]] = {}
    for entry in entries:
        owner = owners.get(entry.account.owner_id, "") if entry.account.owner_id else ""
        side = frozen(EntryFile, entry, account=entry.account.kind, owner=owner)
        sides.setdefault(entry.posting_id, []).append(side)
    rows = Posting.objects.filter(id__in=touched).order_by("at", "id")
    return tuple(frozen(PostingFile, row, entries=tuple(sides.get(row.id, []))) for row in rows)


def _names(owner_ids: set[UUID]) -> dict[UUID, str]:
    return dict(Seller.objects.filter(id__in=owner_ids).values_list("id", "trade_name"))
