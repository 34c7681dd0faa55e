"""Speaks to YooKassa (API v3) over HTTP."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.caller import Caller
from yarmarka.connectors.errors import BadPayload, Refused
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import (
    Capabilities,
    HostedPayment,
    Notice,
    PaymentNotice,
    PayoutNotice,
    RefundNotice,
    Transfer,
)
from yarmarka.connectors.payments.receipts import Receipt, ReceiptNotice
from yarmarka.connectors.payments.yookassa.notices import (
    payment_notice,
    payout_notice,
    receipt_notice,
    refund_notice,
)
from yarmarka.connectors.payments.yookassa.payout_accounts import destination
from yarmarka.connectors.payments.yookassa.webhooks import Networks, check_source
from yarmarka.connectors.payments.yookassa.wire import (
    LONGEST_DESCRIPTION,
    SPEECH,
    receipt_facts,
    sources_of,
    sum_of,
    transfers_of,
)
from yarmarka.vocabulary.money import Money

#: An unpaid payment by card lives this long there; its object does not say so.
_PAGE_IS_OPEN: Final = timedelta(hours=1)


class YooKassa:
    """The connector (see `payments.port`: two steps, split payments, receipts).

    A key is remembered there for 24 hours: a request must not be repeated later than that without looking first.
    """

    name: Final = "yookassa"
    capabilities: Final = Capabilities(
        hosted_page=True,
        challenges=True,
        partial_refunds=True,
        payouts=True,
        currencies=("RUB",),
        two_step=True,
        split=True,
        receipts=True,
    )

    def __init__(
        self,
        *,
        address: str,
        shop: tuple[str, str],
        networks: Networks,
        payouts: tuple[str, str] | None = None,
    ) -> None:
        """`shop` and `payouts` are pairs of an id and a secret key: they are two accounts there."""
        self._networks = networks
        self._kassa = Caller(service="yookassa", address=address, auth=shop, speech=SPEECH)
        self._payouts = Caller(
            service="yookassa-payouts", address=address, auth=payouts or shop, speech=SPEECH
        )

    def create_payment(
        self, *, attempt_id: UUID, amount: Money, description: str, return_url: str, locale: str
    ) -> HostedPayment:
        """Make a payment that is taken as soon as the shopper confirms it."""
        page = _page(return_url, locale)
        return self._create(attempt_id, amount, description, {"capture": True, **page})

    def authorise_payment(
        self, *, attempt_id: UUID, amount: Money, description: str, return_url: str, locale: str
    ) -> HostedPayment:
        """Make a payment whose money is only set aside once the shopper confirms it."""
        page = _page(return_url, locale)
        return self._create(attempt_id, amount, description, {"capture": False, **page})

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
        """Make a payment in two steps whose money goes to several sellers."""
        page = _page(return_url, locale)
        shared = {"capture": False, **page, "transfers": transfers_of(transfers)}
        return self._create(attempt_id, amount, description, shared)

    def capture(self, *, attempt_id: UUID, provider_ref: str, amount: Money) -> PaymentNotice:
        """Take what was set aside, wholly or in part."""
        return self._capture(attempt_id, provider_ref, {"amount": sum_of(amount)})

    def capture_split(
        self, *, attempt_id: UUID, provider_ref: str, amount: Money, transfers: Sequence[Transfer]
    ) -> PaymentNotice:
        """Take what was set aside, or part of it, shared out anew."""
        shared = {"amount": sum_of(amount), "transfers": transfers_of(transfers)}
        return self._capture(attempt_id, provider_ref, shared)

    def cancel_authorisation(self, *, attempt_id: UUID, provider_ref: str) -> PaymentNotice:
        """Let the money that was set aside go."""
        return payment_notice(
            self._kassa.post("payments", provider_ref, "cancel", facts={}, key=f"{attempt_id}:cancel")
        )

    def fetch_payment(self, provider_ref: str) -> PaymentNotice:
        """Return how a payment stands now."""
        return payment_notice(self._kassa.get("payments", provider_ref))

    def refund(self, *, refund_id: UUID, provider_ref: str, amount: Money) -> RefundNotice:
        """Give a payment's money back, wholly or in part."""
        return self._refund(refund_id, provider_ref, amount, {})

    def refund_split(
        self, *, refund_id: UUID, provider_ref: str, amount: Money, sources: Sequence[Transfer]
    ) -> RefundNotice:
        """Give money back that is taken from these sellers."""
        return self._refund(refund_id, provider_ref, amount, {"sources": sources_of(sources)})

    def fetch_refund(self, provider_ref: str) -> RefundNotice:
        """Return how a refund stands now."""
        return refund_notice(self._kassa.get("refunds", provider_ref))

    def pay_out(self, *, payout_id: UUID, amount: Money, account: str, reference: str) -> PayoutNotice:
        """Pay a seller's account (see `payout_accounts`). Raises Refused for one that can't be paid this way."""
        asked = {
            "amount": sum_of(amount),
            **destination(account),
            "description": reference[:LONGEST_DESCRIPTION],
            "metadata": {"own_id": str(payout_id)},
        }
        return payout_notice(self._payouts.post("payouts", facts=asked, key=str(payout_id)))

    def fetch_payout(self, provider_ref: str) -> PayoutNotice:
        """Return how a payout stands now."""
        return payout_notice(self._payouts.get("payouts", provider_ref))

    def issue_receipt(self, *, receipt_id: UUID, receipt: Receipt) -> ReceiptNotice:
        """Have a receipt registered and sent to the shopper."""
        told = self._kassa.post("receipts", facts=receipt_facts(receipt), key=str(receipt_id))
        return receipt_notice(told, receipt_id=receipt_id)

    def fetch_receipt(self, provider_ref: str) -> ReceiptNotice:
        """Return how a receipt stands now."""
        return receipt_notice(self._kassa.get("receipts", provider_ref))

    def parse_webhook(
        self, *, body: bytes, headers: Mapping[str, str], now: datetime, source: str | None = None
    ) -> Notice:
        """Return how the thing stands that a webhook speaks of: it is asked for, whatever the webhook says of it."""
        check_source(source, self._networks)
        try:
            event = Facts(json.loads(body))
        except ValueError:
            raise BadPayload(field="body", reason="not_json") from None
        fetch = self._reader_of(event)
        try:
            return fetch(event.group("object").text("id"))
        except Refused as refusal:
            if refusal.facts.get("reason") == "not_found":
                raise BadPayload(field="object.id", reason="unknown_there") from None
            raise

    def _reader_of(self, event: Facts) -> Callable[[str], Notice]:
        readers: dict[str, Callable[[str], Notice]] = {
            "payment": self.fetch_payment,
            "refund": self.fetch_refund,
            "payout": self.fetch_payout,
        }
        what = event.text("event").partition(".")[0]
        if event.text("type") != "notification" or what not in readers:
            raise event.bad("event", "unknown_word")
        return readers[what]

    def _create(
        self, attempt_id: UUID, amount: Money, description: str, terms: Mapping[str, Any]
    ) -> HostedPayment:
        asked = {
            "amount": sum_of(amount),
            "description": description[:LONGEST_DESCRIPTION],
            "metadata": {"own_id": str(attempt_id)},
            **terms,
        }
        facts = self._kassa.post("payments", facts=asked, key=str(attempt_id))
        return HostedPayment(
            provider_ref=facts.text("id"),
            confirmation_url=facts.group("confirmation").text("confirmation_url"),
            expires_at=facts.instant("created_at") + _PAGE_IS_OPEN,
        )

    def _capture(self, attempt_id: UUID, provider_ref: str, asked: Mapping[str, Any]) -> PaymentNotice:
        return payment_notice(
            self._kassa.post("payments", provider_ref, "capture", facts=asked, key=f"{attempt_id}:capture")
        )

    def _refund(
        self, refund_id: UUID, provider_ref: str, amount: Money, terms: Mapping[str, Any]
    ) -> RefundNotice:
        asked = {
            "payment_id": provider_ref,
            "amount": sum_of(amount),
            "metadata": {"own_id": str(refund_id)},
            **terms,
        }
        return refund_notice(self._kassa.post("refunds", facts=asked, key=str(refund_id)))


def _page(return_url: str, locale: str) -> dict[str, Any]:
    language = "ru_RU" if locale[:2] == "ru" else "en_US"
    return {"confirmation": {"type": "redirect", "return_url": return_url, "locale": language}}
