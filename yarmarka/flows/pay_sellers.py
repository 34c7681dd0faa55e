"""Paying sellers: decide what each is owed, ask the provider, and note how it went."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.payments import connector_for
from yarmarka.domain.ledger.actions import decide_payouts, note_payout_sent, post
from yarmarka.domain.ledger.queries import balances, payout
from yarmarka.domain.ledger.rules import payout_decided
from yarmarka.domain.ledger.types import AccountKind, PayoutCard, PayoutStatus
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.settle_money_out import settle_payout_notice
from yarmarka.kernel.later import enqueue
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money


@transaction.atomic
def run_payouts(*, by: UUID | None, now: datetime) -> tuple[PayoutCard, ...]:
    """Pay every seller what it is owed and has an account for; return the payouts, which jobs then send."""
    owed = {
        balance.owner_id for balance in balances(kind=AccountKind.SELLER_BALANCE) if balance.owed_minor > 0
    }
    accounts = {
        seller.id: (seller.payout_currency, seller.payout_account)
        for seller in sellers([owner for owner in owed if owner]).values()
        if seller.payout_account
    }
    if not accounts:
        return ()
    decided = decide_payouts(accounts=accounts, by=by, now=now)
    post(
        [
            payout_decided(
                payout_id=card.id, seller_id=card.seller_id, amount=Money(card.amount_minor, card.currency)
            )
            for card in decided
        ],
        now=now,
    )
    for card in decided:
        enqueue("send_payout", payout_id=str(card.id))
    return decided


def send_payout(payout_id: UUID, *, now: datetime, provider: str = "sandbox") -> None:
    """Ask the provider to pay (a job: it goes over the network). The payout's id is the key: it pays once.

    Raises Outside; the job is then tried again.
    """
    card = payout(payout_id)
    if card.status is not PayoutStatus.REQUESTED:
        return
    notice = connector_for(provider).pay_out(
        payout_id=card.id,
        amount=Money(card.amount_minor, card.currency),
        account=card.account,
        reference=public_id("out", card.id),
    )
    note_payout_sent(card.id, provider_ref=notice.provider_ref)
    settle_payout_notice(notice, provider=provider, now=now)
