"""Asking the provider to give a shopper's money back (a job: it goes over the network)."""

from datetime import datetime
from uuid import UUID

from yarmarka.connectors.payments import connector_for
from yarmarka.domain.payments.actions import note_refund_sent
from yarmarka.domain.payments.queries import refund
from yarmarka.domain.payments.types import RefundStatus
from yarmarka.flows.settle_money_out import settle_refund_notice
from yarmarka.vocabulary.money import Money


def send_refund(refund_id: UUID, *, now: datetime) -> None:
    """Ask for a refund that waits. The refund's id is the provider's key, so asking again refunds once.

    Raises Outside; the job is then tried again.
    """
    card = refund(refund_id)
    if card.status is not RefundStatus.REQUESTED:
        return
    notice = connector_for(card.provider).refund(
        refund_id=card.id, provider_ref=card.payment_ref, amount=Money(card.amount_minor, card.currency)
    )
    note_refund_sent(card.id, provider_ref=notice.provider_ref)
    settle_refund_notice(notice, provider=card.provider, now=now)
