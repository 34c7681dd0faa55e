"""Paying sellers: decide what each is owed, ask the provider, and note how it went.

The clock pays whose payday has come, from the minimum on; the button pays everybody all. Neither pays a seller whose
payouts are held back, who could be on a list of denied parties, or whom a restriction keeps from being paid; and a
negative balance waits until later earnings have made up for it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.payments import connector_for, payout_provider
from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.ledger.actions import decide_payouts, note_payout_sent, post
from yarmarka.domain.ledger.queries import balances, payout
from yarmarka.domain.ledger.rules import payout_decided
from yarmarka.domain.ledger.types import AccountKind, Payee, PayoutCard, PayoutStatus
from yarmarka.domain.payouts.actions import take_paydays
from yarmarka.domain.payouts.queries import terms_of
from yarmarka.domain.payouts.rules import hindrance, minimum_of
from yarmarka.domain.payouts.types import Terms
from yarmarka.domain.screening.queries import held
from yarmarka.domain.screening.types import ScreenedKind
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.restrict import who_may_be_paid
from yarmarka.flows.settle_money_out import settle_payout_notice
from yarmarka.kernel.later import enqueue
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.payouts import PayoutWay

Owed = Mapping[UUID, Mapping[str, int]]


@transaction.atomic
def run_payouts(*, by: UUID | None, now: datetime) -> tuple[PayoutCard, ...]:
    """Pay every seller all that it is owed and can be paid; return the payouts, which jobs then send."""
    owed = _owed()
    decided = _pay(_payees(owed, terms_of(owed), least_of=_anything, now=now), by=by, now=now)
    if decided:
        note_deeds([_deed(decided, by=by)], now=now)
    return decided


@transaction.atomic
def run_due_payouts(*, now: datetime) -> tuple[PayoutCard, ...]:
    """Pay the sellers whose payday has come, from their minimum on; return the payouts, which jobs then send."""
    owed = _owed()
    due = take_paydays(owed, today=now.date())
    return _pay(_payees(owed, due, least_of=minimum_of, now=now), by=None, now=now)


def _owed() -> Owed:
    """Return by seller and currency what is owed, where anything is."""
    owed: dict[UUID, dict[str, int]] = {}
    for balance in balances(kind=AccountKind.SELLER_BALANCE):
        if balance.owner_id and balance.owed_minor > 0:
            owed.setdefault(balance.owner_id, {})[balance.currency] = balance.owed_minor
    return owed


def _anything(_terms: Terms, _currency: str) -> int:
    """Return the least that somebody who presses the button sends: a minor unit."""
    return 1


def _deed(decided: Sequence[PayoutCard], *, by: UUID | None) -> NewDeed:
    sums: dict[str, int] = {}
    for card in decided:
        sums[card.currency] = sums.get(card.currency, 0) + card.amount_minor
    after = {"payouts": len(decided), **{f"{currency}_minor": minor for currency, minor in sums.items()}}
    subject = Subject(SubjectKind.PAYOUTS, "", decided[0].batch_id)
    return NewDeed(kind=DeedKind.PAYOUTS_RUN, subject=subject, by=by, after=after)


def _payees(
    owed: Owed, terms: Mapping[UUID, Terms], *, least_of: Callable[[Terms, str], int], now: datetime
) -> list[Payee]:
    payees, provider = [], payout_provider()
    waiting = held(kind=ScreenedKind.SELLER, ids=terms)
    for seller in sellers(who_may_be_paid(terms.keys() - waiting, now=now)).values():
        by, currency = terms[seller.id], seller.payout_currency
        least, owed_minor = least_of(by, currency), owed[seller.id].get(currency, 0)
        if hindrance(by, account=seller.payout_account, owed_minor=owed_minor, least_minor=least) is None:
            payees.append(Payee(seller.id, currency, seller.payout_account, by.way, provider, least))
    return payees


def _pay(payees: Sequence[Payee], *, by: UUID | None, now: datetime) -> tuple[PayoutCard, ...]:
    if not payees:
        return ()
    decided = decide_payouts(payees=payees, by=by, now=now)
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
        if card.way is PayoutWay.PROVIDER:
            enqueue("send_payout", payout_id=str(card.id))
    return decided


def send_payout(payout_id: UUID, *, now: datetime) -> None:
    """Ask the payout's provider to pay (a job: it goes over the network). The payout's id is the key: it pays once.

    Raises Outside; the job is then tried again.
    """
    card = payout(payout_id)
    if card.status is not PayoutStatus.REQUESTED or card.way is not PayoutWay.PROVIDER:
        return
    notice = connector_for(card.provider).pay_out(
        payout_id=card.id,
        amount=Money(card.amount_minor, card.currency),
        account=card.account,
        reference=public_id("out", card.id),
    )
    note_payout_sent(card.id, provider_ref=notice.provider_ref)
    settle_payout_notice(notice, provider=card.provider, now=now)
