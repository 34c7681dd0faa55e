"""What other parts of the house are told about payments."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class PaymentKind(StrEnum):
    """What a provider said of a payment."""

    CREATED = "created"
    CHALLENGED = "challenged"
    AUTHORISED = "authorised"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"


class RefundStatus(StrEnum):
    """Where a refund stands."""

    REQUESTED = "requested"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class ChargebackStatus(StrEnum):
    """Where a chargeback stands."""

    OPENED = "opened"
    WON = "won"  # the money came again
    LOST = "lost"


@dataclass(frozen=True)
class ChargebackCard:
    """Money that a shopper's bank took back."""

    id: UUID
    attempt_id: UUID
    provider: str
    provider_ref: str
    amount_minor: int
    currency: str
    status: ChargebackStatus


@dataclass(frozen=True)
class AttemptCard:
    """A try to pay for an order, with the state that its events add up to."""

    id: UUID
    order_id: UUID
    provider: str
    provider_ref: str
    confirmation_url: str
    amount_minor: int
    currency: str
    state: PaymentKind
    created_at: datetime
    #: what is taken of money that was set aside, and for which seller orders; None until that is decided
    capture_minor: int | None = None
    capture_parts: tuple[UUID, ...] | None = None

    @property
    def taken_minor(self) -> int:
        """What is taken from the shopper once it is approved."""
        return self.amount_minor if self.capture_minor is None else self.capture_minor


@dataclass(frozen=True)
class NewEvent:
    """What a provider said, about to be written down."""

    provider: str
    event_id: str
    kind: str
    amount_minor: int
    currency: str
    sequence: int
    occurred_at: datetime
    raw: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RefundCard:
    """Money on its way back to a shopper."""

    id: UUID
    attempt_id: UUID
    order_id: UUID
    seller_order_id: UUID | None
    provider: str
    payment_ref: str
    provider_ref: str
    amount_minor: int
    currency: str
    reason: str
    status: RefundStatus
