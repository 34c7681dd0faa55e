"""The frozen words in which the platform hears from any acquirer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from yarmarka.vocabulary.money import Money


class PaymentKind(StrEnum):
    """What happened to a payment. The last three are final.

    AUTHORISED: the money is set aside on the shopper's card and waits for `capture`. APPROVED: the money is taken.
    EXPIRED: nothing was taken because a time ran out, or because we let an authorisation go.
    """

    CREATED = "created"
    CHALLENGED = "challenged"
    AUTHORISED = "authorised"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"


class RefundKind(StrEnum):
    """What became of a refund. PENDING: the acquirer has taken it on; the others are final."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class PayoutKind(StrEnum):
    """How a payout stands."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"


class ChargebackKind(StrEnum):
    """Where a chargeback stands: the shopper's bank takes the money back; who is right is decided later."""

    OPENED = "opened"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True)
class PaymentNotice:
    """News of a payment, pushed or fetched.

    `event_id` is the acquirer's own, or for fetched news the same for the same status, so that a repeat shows.
    `sequence` grows with every change of this payment: older news has a smaller one.
    `own_id` is the payment attempt's id as we gave it: it lets news be matched that outruns our own record.
    `amount` is what was asked for until the money is captured, and from then on what was captured.
    """

    event_id: str
    provider_ref: str
    kind: PaymentKind
    amount: Money
    sequence: int
    occurred_at: datetime
    raw: dict[str, Any]
    own_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True)
class RefundNotice:
    """News of a refund; `payment_ref` is the refunded payment's `provider_ref`, `own_id` our refund's id."""

    event_id: str
    provider_ref: str
    kind: RefundKind
    amount: Money
    sequence: int
    occurred_at: datetime
    raw: dict[str, Any]
    own_id: UUID | None = None
    reason: str = ""
    payment_ref: str = ""


@dataclass(frozen=True)
class PayoutNotice:
    """News of a payout to a seller; `own_id` is our payout's id."""

    event_id: str
    provider_ref: str
    kind: PayoutKind
    amount: Money
    sequence: int
    occurred_at: datetime
    raw: dict[str, Any]
    own_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True)
class ChargebackNotice:
    """News that a shopper's bank disputes a payment; `provider_ref` is the dispute's.

    `own_id` is the payment attempt's id, `fee` what the acquirer charges for it so far. Evidence must be in by
    `due_by`; none means that none is taken any more. An inquiry does not take money (`takes_money`), not yet.
    """

    event_id: str
    provider_ref: str
    payment_ref: str
    kind: ChargebackKind
    amount: Money
    sequence: int
    occurred_at: datetime
    raw: dict[str, Any]
    own_id: UUID | None = None
    reason: str = ""
    due_by: datetime | None = None
    fee: Money | None = None
    takes_money: bool = True


Notice = PaymentNotice | RefundNotice | PayoutNotice | ChargebackNotice
