"""Writing the books, and deciding and settling payouts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from yarmarka.domain.ledger.models import Payout, PayoutBatch
from yarmarka.domain.ledger.queries import balances, payouts
from yarmarka.domain.ledger.rules import PAYOUT_NEXT, check_balance
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting, Payee, PayoutCard, PayoutStatus
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.moves import statuses_before
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.payouts import PayoutWay

_ACCOUNTS = Statement.beside(__file__, "open_accounts")
_POST = Statement.beside(__file__, "post")
_LOCK = Statement.beside(__file__, "lock_balances")
_LOCK_ACCOUNT = Statement.beside(__file__, "lock_account")
_CLOSE = Statement.beside(__file__, "close_statements")
_DUE = Statement.beside(__file__, "decide_payouts")
#: kind, owner, holder and currency of accounts that are known to be open
_SEEN: Final[set[tuple[str, UUID | None, str, str]]] = set()


def post(postings: Sequence[NewPosting], *, now: datetime) -> set[str]:
    """Write business events into the books; return the correlation keys that were new.

    An event that is in the books already is skipped, so a repeat moves no money. Raises OutOfBalance.
    """
    for posting in postings:
        check_balance(posting)
    entries = [(posting, entry) for posting in postings for entry in posting.entries]
    if not entries:
        return set()
    accounts: dict[str, list[Any]] = {
        "kinds": [entry.kind for _, entry in entries],
        "owners": [entry.owner_id for _, entry in entries],
        "holders": [entry.holder for _, entry in entries],
        "currencies": [entry.currency for _, entry in entries],
    }
    _open_accounts(entries, accounts, now=now)
    try:
        written = _POST.column(
            **accounts,
            keys=[posting.correlation_key for posting in postings],
            posting_ids=[new_id(now) for _ in postings],
            posting_kinds=[posting.kind for posting in postings],
            facts=[posting.facts for posting in postings],
            entry_ids=[new_id(now) for _ in entries],
            entry_keys=[posting.correlation_key for posting, _ in entries],
            amounts=[entry.amount_minor for _, entry in entries],
            seller_orders=[entry.seller_order_id for _, entry in entries],
            at=now,
        )
    except IntegrityError:
        forget_accounts()  # one that was seen is not there: this is another database, or an earlier state of it
        raise
    return set(written)


def forget_accounts() -> None:
    """Look for accounts anew: the tables are not those that they were seen in."""
    _SEEN.clear()


def lock_owed(kind: AccountKind, *, currency: str, owner_id: UUID | None = None, holder: str = "") -> int:
    """Lock one account and return what is owed by it; nothing for one that was never opened.

    Whoever spends what an account holds comes here first, so that two at once don't spend it twice.
    """
    _LOCK_ACCOUNT.run(kind=kind, currency=currency, owner_id=owner_id, holder=holder)
    return sum(
        balance.owed_minor
        for balance in balances(kind=kind, owner_id=owner_id)
        if (balance.currency, balance.owner_id, balance.holder) == (currency, owner_id, holder)
    )


def _open_accounts(
    entries: Sequence[tuple[NewPosting, NewEntry]], accounts: dict[str, list[Any]], *, now: datetime
) -> None:
    """Open the accounts that are missing. An account is never closed: one that was seen need not be looked for again.

    It counts as seen once this transaction stands, not before.
    """
    wanted = {(entry.kind, entry.owner_id, entry.holder, entry.currency) for _, entry in entries}
    if wanted <= _SEEN:
        return
    _ACCOUNTS.run(**accounts, ids=[new_id(now) for _ in entries])
    if settings.REMEMBERS:
        transaction.on_commit(lambda: _SEEN.update(wanted))


def decide_payouts(*, payees: Sequence[Payee], by: UUID | None, now: datetime) -> tuple[PayoutCard, ...]:
    """Make one payout for each payee that is owed enough, of all that it is owed; return them.

    Two runs at once pay nobody twice: the sellers' ledger accounts are locked, and a payout that is on its way
    has left the balance already.
    """
    payees = sorted(payees, key=lambda payee: payee.seller_id)
    batch = PayoutBatch.objects.create(id=new_id(now), created_at=now, created_by_id=by)
    _LOCK.run(sellers=[payee.seller_id for payee in payees])
    ids = _DUE.column(
        ids=[new_id(now) for _ in payees],
        sellers=[payee.seller_id for payee in payees],
        currencies=[payee.currency for payee in payees],
        accounts=[payee.account for payee in payees],
        ways=[payee.way.value for payee in payees],
        providers=[payee.provider if payee.way is PayoutWay.PROVIDER else "" for payee in payees],
        least=[payee.least_minor for payee in payees],
        batch_id=batch.id,
        now=now,
    )
    if not ids:
        batch.delete()
    return payouts(ids)


def lock_payout(payout_id: UUID) -> PayoutCard | None:
    """Lock a payout and return it."""
    locked = Payout.objects.select_for_update().filter(id=payout_id).values_list("id", flat=True)
    return next(iter(payouts(list(locked))), None)


def lock_payouts_for_the_bank() -> tuple[PayoutCard, ...]:
    """Lock the payouts that wait to be paid by a bank's file, or for its answer; return them, the oldest first."""
    waiting = Payout.objects.select_for_update().filter(
        way=PayoutWay.BANK_FILE, status=PayoutStatus.REQUESTED
    )
    return payouts(list(waiting.order_by("id").values_list("id", flat=True)))


def note_payout_sent(payout_id: UUID, *, provider_ref: str) -> None:
    """Note what the provider calls a payout."""
    Payout.objects.filter(id=payout_id, provider_ref="").update(provider_ref=provider_ref)


def settle_payout(payout_id: UUID, *, status: PayoutStatus, now: datetime) -> bool:
    """Note how a payout ended, once; return whether this call was the one."""
    waiting = Payout.objects.filter(id=payout_id, status__in=statuses_before(PAYOUT_NEXT, status))
    return bool(waiting.update(status=status, settled_at=now))


def close_statements(*, until: datetime, now: datetime) -> int:
    """Write down the months of sellers' accounts that ended by an instant; return how many were new."""
    return _CLOSE.run(until=until, now=now)
