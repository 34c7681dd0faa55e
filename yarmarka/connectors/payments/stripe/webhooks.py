"""Hears Stripe's webhooks: the signature by its own library, and then how the thing stands that they speak of."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import stripe

from yarmarka.connectors.errors import BadPayload, BadSignature
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import Notice, PaymentNotice
from yarmarka.connectors.payments.stripe.line import Line, reference
from yarmarka.connectors.payments.stripe.notices import (
    chargeback_notice,
    payment_notice,
    payout_notice,
    refund_notice,
    second,
    transfer_notice,
)

HEADER: Final = "Stripe-Signature"
#: A captured webhook can't be played back later than this; clocks may differ by as much.
TOLERANCE: Final = timedelta(minutes=5)


def signed_event(secret: str, *, body: bytes, headers: Mapping[str, str], now: datetime) -> Facts:
    """Return a webhook's event. Raises BadSignature unless it is signed, and recently, and BadPayload."""
    if not secret:
        raise BadSignature(reason="no_secret_configured")
    header = next((value for name, value in headers.items() if name.lower() == HEADER.lower()), "")
    try:
        # The age is measured below: by the time that we are given, not by the machine's clock.
        stripe.Webhook.construct_event(body, header, secret, tolerance=0, api_key="none")
    except stripe.SignatureVerificationError as error:
        raise BadSignature(reason="wrong" if header else "missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise BadPayload(field="body", reason="not_an_event") from error
    sent_at = next(value for name, _, value in (p.partition("=") for p in header.split(",")) if name == "t")
    if abs(now.timestamp() - int(sent_at)) > TOLERANCE.total_seconds():
        raise BadSignature(reason="stale")
    return Facts(json.loads(body))


@dataclass(frozen=True)
class Desk:
    """Turns events into notices; what an event leaves out is asked for."""

    line: Line

    def session(self, provider_ref: str) -> Facts:
        """Return a Checkout session with its intent."""
        return self.line.ask(
            lambda client: client.v1.checkout.sessions.retrieve(
                reference(provider_ref), {"expand": ["payment_intent"]}
            )
        )

    def notice(self, event: Facts) -> Notice:
        """Return the notice in an event."""
        event.text("id")
        readers: dict[str, Callable[[Facts, Facts], Notice]] = {
            "checkout.session": self._of_session,
            "payment_intent": self._of_intent,
            "charge.refunded": self._of_refunded_charge,
            "charge.refund": lambda event, thing: refund_notice(thing, event_id=event.text("id")),
            "refund": lambda event, thing: refund_notice(thing, event_id=event.text("id")),
            "charge.dispute": self._of_dispute,
            "transfer": lambda event, thing: transfer_notice(thing, event_id=event.text("id")),
            "payout": lambda event, thing: payout_notice(thing, event_id=event.text("id")),
        }
        what = event.text("type")
        read = readers.get(what) or readers.get(what.rpartition(".")[0])
        if read is None:
            raise event.bad("type", "unknown_word")
        return read(event, event.group("data").group("object"))

    def _of_session(self, event: Facts, session: Facts) -> Notice:
        return self._payment(event, session.text("id"))

    def _of_intent(self, event: Facts, intent: Facts) -> Notice:
        found = self._session_about(intent.text("id"))
        if found is None:
            raise BadPayload(field="data.object.id", reason="not_from_checkout")
        return self._payment(event, found)

    def _of_refunded_charge(self, event: Facts, charge: Facts) -> Notice:
        """Return the news of the charge's latest refund: it is what made the event."""
        refunds = self.line.ask(
            lambda client: client.v1.refunds.list({"charge": charge.text("id"), "limit": 1})
        )
        latest = refunds.groups("data")
        if not latest:
            raise charge.bad("refunds", "none")
        return refund_notice(latest[0], event_id=event.text("id"))

    def _of_dispute(self, event: Facts, dispute: Facts) -> Notice:
        intent = dispute.text_or_empty("payment_intent")
        found = self._session_about(intent) if intent else None
        return chargeback_notice(
            dispute,
            event_id=event.text("id"),
            occurred_at=second(event, "created"),
            payment=payment_notice(self.session(found)) if found else None,
        )

    def _payment(self, event: Facts, provider_ref: str) -> PaymentNotice:
        """Return how a payment stands now: events may overtake one another."""
        return payment_notice(
            self.session(provider_ref), event_id=event.text("id"), occurred_at=second(event, "created")
        )

    def _session_about(self, intent: str) -> str | None:
        found = self.line.ask(
            lambda client: client.v1.checkout.sessions.list({"payment_intent": intent, "limit": 1})
        )
        return next((session.text("id") for session in found.groups("data")), None)
