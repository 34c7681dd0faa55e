"""Speaks to Stripe: payments on its hosted page (Checkout), captures, refunds, transfers to sellers."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal
from uuid import UUID

from yarmarka.connectors.errors import Refused
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import (
    Capabilities,
    HostedPayment,
    Notice,
    PaymentNotice,
    PayoutNotice,
    RefundNotice,
)
from yarmarka.connectors.payments.stripe.line import SERVICE, Line, reference
from yarmarka.connectors.payments.stripe.notices import payment_notice, refund_notice, second, transfer_notice
from yarmarka.connectors.payments.stripe.webhooks import Desk, signed_event
from yarmarka.vocabulary.money import Money

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams

_INTENT: Final = "payment_intent"


class StripeAccount:
    """The connector (see `payments.port`: two steps, chargebacks).

    A seller's account is a connected one (`acct_…`): it is paid by a transfer of its own once its goods are
    delivered, not with the payment. Keys are remembered there for at least 24 hours.
    """

    name: Final = "stripe"
    capabilities: Final = Capabilities(
        hosted_page=True,
        challenges=True,
        partial_refunds=True,
        payouts=True,
        currencies=("GBP", "EUR", "USD"),
        two_step=True,
        chargebacks=True,
        retries_on_page=True,
    )

    def __init__(self, *, address: str, key: str, webhook_secret: str) -> None:
        self._webhook_secret = webhook_secret
        self._line = Line(address=address, key=key)
        self._desk = Desk(line=self._line)

    def create_payment(
        self, *, attempt_id: UUID, amount: Money, description: str, return_url: str, locale: str
    ) -> HostedPayment:
        """Make a payment that is taken as soon as the shopper confirms it."""
        page = _page(attempt_id, amount, description, capture_method="automatic")
        return self._open(page, attempt_id, return_url=return_url, locale=locale)

    def authorise_payment(
        self, *, attempt_id: UUID, amount: Money, description: str, return_url: str, locale: str
    ) -> HostedPayment:
        """Make a payment whose money is only set aside once the shopper confirms it."""
        page = _page(attempt_id, amount, description, capture_method="manual")
        return self._open(page, attempt_id, return_url=return_url, locale=locale)

    def capture(self, *, attempt_id: UUID, provider_ref: str, amount: Money) -> PaymentNotice:
        """Take what was set aside, wholly or in part."""
        intent = self._intent_of(provider_ref)
        self._line.ask(
            lambda client: client.v1.payment_intents.capture(
                intent,
                {"amount_to_capture": amount.minor},
                {"idempotency_key": f"{attempt_id}:capture"},
            )
        )
        return self.fetch_payment(provider_ref)

    def cancel_authorisation(self, *, attempt_id: UUID, provider_ref: str) -> PaymentNotice:
        """Let the money that was set aside go."""
        intent = self._intent_of(provider_ref)
        self._line.ask(
            lambda client: client.v1.payment_intents.cancel(
                intent,
                {"cancellation_reason": "requested_by_customer"},
                {"idempotency_key": f"{attempt_id}:cancel"},
            )
        )
        return self.fetch_payment(provider_ref)

    def fetch_payment(self, provider_ref: str) -> PaymentNotice:
        """Return how a payment stands now."""
        return payment_notice(self._desk.session(provider_ref))

    def refund(self, *, refund_id: UUID, provider_ref: str, amount: Money) -> RefundNotice:
        """Give a payment's money back, wholly or in part."""
        intent = self._intent_of(provider_ref)
        return refund_notice(
            self._line.ask(
                lambda client: client.v1.refunds.create(
                    {
                        "payment_intent": intent,
                        "amount": amount.minor,
                        "metadata": {"own_id": str(refund_id), "payment_ref": provider_ref},
                    },
                    {"idempotency_key": str(refund_id)},
                )
            )
        )

    def fetch_refund(self, provider_ref: str) -> RefundNotice:
        """Return how a refund stands now."""
        return refund_notice(
            self._line.ask(lambda client: client.v1.refunds.retrieve(reference(provider_ref)))
        )

    def pay_out(self, *, payout_id: UUID, amount: Money, account: str, reference: str) -> PayoutNotice:
        """Pay a seller's connected account; Stripe passes it on to the seller's bank by the account's own calendar."""
        return transfer_notice(
            self._line.ask(
                lambda client: client.v1.transfers.create(
                    {
                        "amount": amount.minor,
                        "currency": amount.currency.lower(),
                        "destination": account,
                        "description": reference,
                        "metadata": {"own_id": str(payout_id)},
                    },
                    {"idempotency_key": str(payout_id)},
                )
            )
        )

    def fetch_payout(self, provider_ref: str) -> PayoutNotice:
        """Return how a payout stands now."""
        return transfer_notice(
            self._line.ask(lambda client: client.v1.transfers.retrieve(reference(provider_ref)))
        )

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime, source: str | None = None
    ) -> Notice:
        """Return the news in a webhook, once its signature is right; where it came from does not matter."""
        return self._desk.notice(signed_event(self._webhook_secret, body=body, headers=headers, now=now))

    def _open(
        self, page: "SessionCreateParams", attempt_id: UUID, *, return_url: str, locale: str
    ) -> HostedPayment:
        page |= {
            "success_url": return_url,
            "cancel_url": return_url,
            "locale": locale[:2] if locale[:2] in {"ru", "zh"} else "auto",
        }
        facts = self._line.ask(
            lambda client: client.v1.checkout.sessions.create(page, {"idempotency_key": str(attempt_id)})
        )
        return HostedPayment(
            provider_ref=facts.text("id"),
            confirmation_url=facts.text("url"),
            expires_at=second(facts, "expires_at"),
        )

    def _intent_of(self, provider_ref: str) -> str:
        session = self._desk.session(provider_ref)
        if not session.raw.get(_INTENT):
            raise Refused(field="provider_ref", service=SERVICE, reason="not_paid", message="")
        return Facts(session.raw[_INTENT]).text("id")


def _page(
    attempt_id: UUID, amount: Money, description: str, *, capture_method: Literal["automatic", "manual"]
) -> "SessionCreateParams":
    """Return the hosted page as Checkout takes it. Nothing in it may change from try to try: the key is the same."""
    return {
        "mode": "payment",
        "client_reference_id": str(attempt_id),
        "metadata": {"own_id": str(attempt_id)},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": amount.currency.lower(),
                    "unit_amount": amount.minor,
                    "product_data": {"name": description},
                },
            }
        ],
        "payment_intent_data": {
            "capture_method": capture_method,
            "description": description,
            "metadata": {"own_id": str(attempt_id)},
            "transfer_group": str(attempt_id),
        },
    }
