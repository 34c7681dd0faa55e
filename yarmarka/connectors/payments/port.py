"""What the platform asks of any acquirer, and the frozen words in which it hears back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from yarmarka.vocabulary.money import Money


class PaymentKind(StrEnum):
    """What happened to a payment. The last three are final."""

    CREATED = "created"
    CHALLENGED = "challenged"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"


class RefundKind(StrEnum):
    """What became of a refund."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"


class PayoutKind(StrEnum):
    """How a payout stands."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"


@dataclass(frozen=True)
class Capabilities:
    """What an acquirer can do; flows ask before they offer it."""

    hosted_page: bool
    challenges: bool
    partial_refunds: bool
    payouts: bool
    currencies: tuple[str, ...]


@dataclass(frozen=True)
class HostedPayment:
    """A payment that waits for the shopper on the acquirer's own page."""

    provider_ref: str
    confirmation_url: str
    expires_at: datetime


@dataclass(frozen=True)
class PaymentNotice:
    """News of a payment, pushed or fetched.

    `event_id` is the acquirer's own, or for fetched news the same for the same status, so that a repeat shows.
    `sequence` grows with every change of this payment: older news has a smaller one.
    `own_id` is the payment attempt's id as we gave it: it lets news be matched that outruns our own record.
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


Notice = PaymentNotice | RefundNotice | PayoutNotice


class PaymentConnector(Protocol):
    """An acquirer. Writes carry our own id as their key: asking twice does it once.

    Calls raise `errors.Unreachable` or `UnexpectedAnswer` (both `Outside`: try again later) or `Refused` (final).
    """

    @property
    def name(self) -> str:
        """The acquirer's name in our records."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""

    def create_payment(
        self, *, attempt_id: UUID, amount: Money, description: str, return_url: str, locale: str
    ) -> HostedPayment:
        """Make a payment and return the page that the shopper pays on."""

    def fetch_payment(self, provider_ref: str) -> PaymentNotice:
        """Return how a payment stands now."""

    def refund(self, *, refund_id: UUID, provider_ref: str, amount: Money) -> RefundNotice:
        """Give a payment's money back, wholly or in part."""

    def fetch_refund(self, provider_ref: str) -> RefundNotice:
        """Return how a refund stands now."""

    def pay_out(self, *, payout_id: UUID, amount: Money, account: str, reference: str) -> PayoutNotice:
        """Pay a seller's account."""

    def fetch_payout(self, provider_ref: str) -> PayoutNotice:
        """Return how a payout stands now."""

    def parse_webhook(self, *, body: bytes, headers: Mapping[str, str], now: datetime) -> Notice:
        """Return the news in a webhook. Raises BadSignature, or BadPayload for content that is not as agreed."""
