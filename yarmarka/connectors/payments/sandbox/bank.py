"""Speaks to Sandbox Bank over HTTP."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.connectors.caller import Caller
from yarmarka.connectors.errors import BadPayload
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import (
    Capabilities,
    HostedPayment,
    Notice,
    PaymentNotice,
    PayoutNotice,
    RefundNotice,
)
from yarmarka.connectors.payments.registry import RefusedLine, RegistryRow
from yarmarka.connectors.payments.sandbox.notices import notice, payment_notice, payout_notice, refund_notice
from yarmarka.connectors.payments.sandbox.registry import read_registry
from yarmarka.connectors.signatures import check_signature
from yarmarka.vocabulary.money import CURRENCIES, Money

_LANGUAGES: Final = ("ru", "en", "zh")


class SandboxBank:
    """The connector (see `payments.port.PaymentConnector`)."""

    name: Final = "sandbox"
    capabilities: Final = Capabilities(
        hosted_page=True, challenges=True, partial_refunds=True, payouts=True, currencies=CURRENCIES
    )

    def __init__(self, *, address: str, secret: str) -> None:
        self._secret = secret
        self._bank = Caller(service="acquirer", address=address, secret=secret)

    def create_payment(
        self, *, attempt_id: UUID, amount: Money, description: str, return_url: str, locale: str
    ) -> HostedPayment:
        """Make a payment and return the page that the shopper pays on."""
        facts = self._bank.post(
            "payments",
            facts={
                **_sum(amount),
                "reference": str(attempt_id),
                "description": description,
                "return_url": return_url,
                "locale": locale[:2] if locale[:2] in _LANGUAGES else "",
            },
            key=str(attempt_id),
        )
        return HostedPayment(
            provider_ref=facts.text("id"),
            confirmation_url=facts.text("confirmation_url"),
            expires_at=facts.instant("expires_at"),
        )

    def fetch_payment(self, provider_ref: str) -> PaymentNotice:
        """Return how a payment stands now."""
        return payment_notice(self._bank.get("payments", provider_ref))

    def refund(self, *, refund_id: UUID, provider_ref: str, amount: Money) -> RefundNotice:
        """Give a payment's money back, wholly or in part."""
        asked = {"payment_id": provider_ref, **_sum(amount)}
        return refund_notice(self._bank.post("refunds", facts=asked, key=str(refund_id)))

    def fetch_refund(self, provider_ref: str) -> RefundNotice:
        """Return how a refund stands now."""
        return refund_notice(self._bank.get("refunds", provider_ref))

    def pay_out(self, *, payout_id: UUID, amount: Money, account: str, reference: str) -> PayoutNotice:
        """Pay a seller's account; it is paid a little later, and a webhook says so."""
        asked = {**_sum(amount), "account": account, "reference": reference}
        return payout_notice(self._bank.post("payouts", facts=asked, key=str(payout_id)))

    def fetch_payout(self, provider_ref: str) -> PayoutNotice:
        """Return how a payout stands now."""
        return payout_notice(self._bank.get("payouts", provider_ref))

    def fetch_registry(self, *, since: datetime, until: datetime) -> Iterator[str]:
        """Yield the lines of the bank's registry for a time, as they come."""
        return self._bank.lines("registry", query={"from": since.isoformat(), "to": until.isoformat()})

    def read_registry(self, lines: Iterable[str]) -> Iterator[RegistryRow | RefusedLine]:
        """Yield what stands in the lines of a registry."""
        return read_registry(lines)

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime, source: str | None = None
    ) -> Notice:
        """Return the news in a webhook, once its signature is right; where it came from does not matter."""
        check_signature(self._secret, body=body, headers=headers, now=now)
        try:
            return notice(Facts(json.loads(body)))
        except ValueError:
            raise BadPayload(field="body", reason="not_json") from None


def _sum(amount: Money) -> dict[str, int | str]:
    return {"amount_minor": amount.minor, "currency": amount.currency}
