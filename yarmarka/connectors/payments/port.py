"""What the platform asks of any acquirer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from yarmarka.connectors.payments.news import (
    ChargebackKind,
    ChargebackNotice,
    Notice,
    PaymentKind,
    PaymentNotice,
    PayoutKind,
    PayoutNotice,
    RefundKind,
    RefundNotice,
)
from yarmarka.connectors.payments.receipts import Receipt, ReceiptNotice
from yarmarka.vocabulary.money import Money

__all__ = [
    "Capabilities",
    "ChargebackKind",
    "ChargebackNotice",
    "HostedPayment",
    "Notice",
    "PaymentConnector",
    "PaymentKind",
    "PaymentNotice",
    "PayoutKind",
    "PayoutNotice",
    "ReceiptConnector",
    "RefundKind",
    "RefundNotice",
    "SplitConnector",
    "Transfer",
    "TwoStepConnector",
]


@dataclass(frozen=True)
class Capabilities:
    """What an acquirer can do; flows ask before they offer it.

    `two_step`: it is a TwoStepConnector. `split`: a SplitConnector. `receipts`: a ReceiptConnector.
    `chargebacks`: its webhooks tell of them. `retries_on_page`: after a declined card the shopper tries another one
    on the same page, so that a decline does not end the payment.
    """

    hosted_page: bool
    challenges: bool
    partial_refunds: bool
    payouts: bool
    currencies: tuple[str, ...]
    two_step: bool = False
    split: bool = False
    receipts: bool = False
    chargebacks: bool = False
    retries_on_page: bool = False


@dataclass(frozen=True)
class Transfer:
    """One seller's part of a payment: `account` is the seller's with the acquirer, `fee` what the platform keeps of it.

    `own_id` is the seller order's. Of a refund it is the part that is taken back from the seller.
    """

    own_id: UUID
    account: str
    amount: Money
    fee: Money
    description: str = ""


@dataclass(frozen=True)
class HostedPayment:
    """A payment that waits for the shopper on the acquirer's own page."""

    provider_ref: str
    confirmation_url: str
    expires_at: datetime


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

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime, source: str | None = None
    ) -> Notice:
        """Return the news in a webhook. Raises BadSignature, or BadPayload for content that is not as agreed.

        `source` is the sender's address as the edge knows it (behind a trusted proxy: the one that the proxy saw);
        acquirers that sign do not need it. Where nothing is signed the acquirer is asked, so that Outside is possible.
        """


@runtime_checkable
class TwoStepConnector(PaymentConnector, Protocol):
    """An acquirer that can set money aside now and take it, wholly or in part, later."""

    def authorise_payment(
        self, *, attempt_id: UUID, amount: Money, description: str, return_url: str, locale: str
    ) -> HostedPayment:
        """Make a payment whose money is only set aside once the shopper has paid."""

    def capture(self, *, attempt_id: UUID, provider_ref: str, amount: Money) -> PaymentNotice:
        """Take what was set aside; the rest goes back at once. A payment can be captured once."""

    def cancel_authorisation(self, *, attempt_id: UUID, provider_ref: str) -> PaymentNotice:
        """Let the money that was set aside go."""


@runtime_checkable
class SplitConnector(TwoStepConnector, Protocol):
    """An acquirer that shares a payment out to the sellers' own accounts with it."""

    def authorise_split_payment(
        self,
        *,
        attempt_id: UUID,
        amount: Money,
        description: str,
        return_url: str,
        locale: str,
        transfers: Sequence[Transfer],
    ) -> HostedPayment:
        """Make a payment in two steps whose money goes to several sellers; the transfers sum to the amount."""

    def capture_split(
        self, *, attempt_id: UUID, provider_ref: str, amount: Money, transfers: Sequence[Transfer]
    ) -> PaymentNotice:
        """Take what was set aside, or part of it, shared out anew; the transfers sum to the amount."""

    def refund_split(
        self, *, refund_id: UUID, provider_ref: str, amount: Money, sources: Sequence[Transfer]
    ) -> RefundNotice:
        """Give money back that is taken from these sellers; the sources sum to the amount."""


@runtime_checkable
class ReceiptConnector(PaymentConnector, Protocol):
    """An acquirer that registers fiscal receipts (54-ФЗ)."""

    def issue_receipt(self, *, receipt_id: UUID, receipt: Receipt) -> ReceiptNotice:
        """Have a receipt registered and sent to the shopper."""

    def fetch_receipt(self, provider_ref: str) -> ReceiptNotice:
        """Return how a receipt stands now."""
