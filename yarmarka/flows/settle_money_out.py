"""How refunds and payouts ended, as the provider tells: written down once, and into the books."""

from datetime import datetime

from django.db import transaction

from yarmarka.connectors.payments.port import PayoutKind, PayoutNotice, RefundKind, RefundNotice
from yarmarka.domain.ledger.actions import lock_payout, note_payout_sent, post, settle_payout
from yarmarka.domain.ledger.rules import payout_failed, payout_paid, payout_paid_by_bank, refund_paid
from yarmarka.domain.ledger.types import PayoutStatus
from yarmarka.domain.payments.actions import note_refund_sent, settle_refund
from yarmarka.domain.payments.queries import refund, refund_by_ref
from yarmarka.domain.payments.types import RefundStatus
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.tell import to_seller
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.outbox import publish
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.payouts import PayoutWay

_REFUND = {RefundKind.SUCCEEDED: RefundStatus.SUCCEEDED, RefundKind.FAILED: RefundStatus.FAILED}
_PAYOUT = {PayoutKind.PAID: PayoutStatus.PAID, PayoutKind.FAILED: PayoutStatus.FAILED}


@transaction.atomic
def settle_refund_notice(notice: RefundNotice, *, provider: str, now: datetime) -> None:
    """Write down how a refund ended. Raises Missing for a refund that we never asked for."""
    card = refund_by_ref(provider=provider, provider_ref=notice.provider_ref)
    if card is None:
        if notice.own_id is None:
            raise Missing(what="refund")
        card = refund(notice.own_id)
        note_refund_sent(card.id, provider_ref=notice.provider_ref)
    if notice.kind is RefundKind.PENDING:
        return
    settled = settle_refund(card.id, status=_REFUND[notice.kind], now=now)
    if settled is not None and settled.status is RefundStatus.SUCCEEDED:
        given_back = refund_paid(
            refund_id=settled.id,
            seller_order_id=settled.seller_order_id,
            amount=Money(settled.amount_minor, settled.currency),
            provider=settled.provider,
        )
        post([given_back], now=now)


@transaction.atomic
def settle_payout_notice(notice: PayoutNotice, *, provider: str, now: datetime) -> None:
    """Write down how a payout ended; one that failed is the seller's balance again. Raises Missing.

    `provider` is who paid: a provider's code or, for one by a bank's file, the number of our account.
    """
    if notice.own_id is None or (card := lock_payout(notice.own_id)) is None:
        raise Missing(what="payout")
    if card.way is PayoutWay.PROVIDER and card.provider != provider:
        raise Missing(what="payout")  # another provider was asked to pay it, and this one can't know
    note_payout_sent(card.id, provider_ref=notice.provider_ref)
    if notice.kind is PayoutKind.PENDING or not settle_payout(card.id, status=_PAYOUT[notice.kind], now=now):
        return
    amount = Money(card.amount_minor, card.currency)
    seller = sellers([card.seller_id])[card.seller_id]
    if notice.kind is PayoutKind.PAID:
        if card.way is PayoutWay.BANK_FILE:
            paid = payout_paid_by_bank(payout_id=card.id, amount=amount, bank_account=provider)
        else:
            paid = payout_paid(payout_id=card.id, amount=amount, provider=provider)
        post([paid], now=now)
    else:
        post([payout_failed(payout_id=card.id, seller_id=card.seller_id, amount=amount)], now=now)
    topic = "payout_paid" if notice.kind is PayoutKind.PAID else "payout_failed"
    facts = {"payout_id": card.id, "amount_minor": amount.minor, "currency": amount.currency}
    publish([to_seller(topic, seller, **facts)], now=now)
