"""Paying sellers by a file for our bank: make it, void it, and act on the bank's answer.

The answer ends a payout by the same path as a provider's word does (`settle_money_out`), once, however often it comes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.banks.pain001 import CreditTransfer, TransferOrder, write_order
from yarmarka.connectors.banks.pain002 import AnswerKind, BankAnswer, TransferAnswer, read_answer
from yarmarka.connectors.payments.port import PayoutKind, PayoutNotice
from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.governance.queries import approved
from yarmarka.domain.ledger.actions import lock_payouts_for_the_bank
from yarmarka.domain.ledger.queries import payout
from yarmarka.domain.ledger.types import PayoutCard, PayoutStatus
from yarmarka.domain.payouts.actions import keep_file, lock_file, note_answer, void_file
from yarmarka.domain.payouts.errors import FileVoid, NoBankAccount
from yarmarka.domain.payouts.queries import file_line, file_lines, in_a_file, payout_file
from yarmarka.domain.payouts.types import Answer, FileCard, NewFile
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.settle_money_out import settle_payout_notice
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.telemetry import log
from yarmarka.vocabulary.bank_accounts import BankAccount, read_bank_account
from yarmarka.vocabulary.ids import parse_public_id, public_id
from yarmarka.vocabulary.money import Money

#: matter of governance
VOID: Final = "void_payout_file"
#: What the bank can be told at once; more payouts make more files.
MOST_IN_FILE = 5_000


@dataclass(frozen=True)
class OurAccounts:
    """Whose money it is, and from which account each currency is paid."""

    name: str
    accounts: Mapping[str, BankAccount]


@dataclass(frozen=True)
class TakenAnswer:
    """What a bank's answer did: how many payouts it ended either way, or keeps waiting; what it could not."""

    file_id: UUID
    paid: int
    failed: int
    pending: int
    problems: tuple[tuple[str, str], ...]


@transaction.atomic
def make_payout_files(*, ours: OurAccounts, by: UUID, now: datetime) -> tuple[UUID, ...]:
    """Make a file per currency of the payouts that wait for one; return the files' ids.

    Payouts to accounts that no bank could be told to pay stay out. Two at once put no payout into two files: the
    payouts are locked, and the table refuses it besides. Raises NoBankAccount.
    """
    locked = lock_payouts_for_the_bank()
    taken = in_a_file([card.id for card in locked])
    fresh = [card for card in locked if card.id not in taken and read_bank_account(card.account)]
    made = []
    for currency in sorted({card.currency for card in fresh}):
        cards = [card for card in fresh if card.currency == currency]
        for start in range(0, len(cards), MOST_IN_FILE):
            made.append(_make(cards[start : start + MOST_IN_FILE], currency, ours=ours, by=by, now=now))
    return tuple(made)


@transaction.atomic
def void_payout_file(proposal_id: UUID, *, now: datetime) -> None:
    """Declare that the bank will never carry a file out, as was approved.

    Raises Missing, also for what was not approved, FileVoid, FileAnswered.
    """
    card = approved(proposal_id, VOID)
    file_id, reason, by = UUID(card.asked.facts["file"]), card.asked.facts["reason"], card.voices[-1][0]
    void_file(file_id, reason=reason, by=by, now=now)
    _note(DeedKind.PAYOUT_FILE_VOIDED, file_id, by=by, reason=reason, now=now)


def take_bank_answer(source: BinaryIO, *, by: UUID | None, now: datetime) -> TakenAnswer:
    """Act on a bank's answer to a file of ours; return what it did. Repeats change nothing.

    Each payout ends in a transaction of its own, so that an answer cut short is simply taken again. Raises BadPayload,
    Missing for a file that is not ours, FileVoid.
    """
    answer = read_answer(source)
    file_id = parse_public_id("pof", answer.answered_id)
    if file_id is None:
        raise Missing(what="payout file")
    file = payout_file(file_id)
    if file.voided_at is not None:
        raise FileVoid(file_id=answer.answered_id)
    done: dict[AnswerKind, int] = dict.fromkeys(AnswerKind, 0)
    problems = []
    for said in _said(answer, file):
        if problem := _take(said, file, answer, now=now):
            problems.append((said.end_to_end_id, problem))
            log.error("bank answer not taken", payout=said.end_to_end_id, reason=problem)
        else:
            done[said.kind] += 1
    counts = {kind.value: count for kind, count in done.items() if count}
    _note(DeedKind.BANK_ANSWER_TAKEN, file.id, by=by, after=counts, now=now)
    return TakenAnswer(
        file.id, done[AnswerKind.PAID], done[AnswerKind.FAILED], done[AnswerKind.PENDING], tuple(problems)
    )


def _make(cards: Sequence[PayoutCard], currency: str, *, ours: OurAccounts, by: UUID, now: datetime) -> UUID:
    debtor = ours.accounts.get(currency)
    if debtor is None:
        raise NoBankAccount(currency=currency)
    file_id = new_id(now)
    merchants = sellers({card.seller_id for card in cards})
    order = TransferOrder(
        message_id=public_id("pof", file_id),
        created_at=now,
        execute_on=now.date(),
        debtor_name=ours.name,
        debtor=debtor,
        transfers=[_transfer(card, merchants[card.seller_id]) for card in cards],
    )
    content = write_order(order).decode()
    amounts = {card.id: card.amount_minor for card in cards}
    keep_file(NewFile(file_id, currency, str(debtor), content, amounts), by=by, now=now)
    sums: Facts = {"payouts": len(cards), "amount_minor": sum(amounts.values()), "currency": currency}
    _note(DeedKind.PAYOUT_FILE_MADE, file_id, by=by, after=sums, now=now)
    return file_id


def _note(
    kind: DeedKind,
    file_id: UUID,
    *,
    by: UUID | None,
    now: datetime,
    after: Facts | None = None,
    reason: str = "",
) -> None:
    subject = Subject(SubjectKind.PAYOUT_FILE, public_id("pof", file_id), file_id)
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, after=after or {}, reason=reason)], now=now)


def _transfer(card: PayoutCard, seller: SellerCard) -> CreditTransfer:
    account = read_bank_account(card.account)
    assert account is not None, "payouts to other accounts stayed out"
    reference = public_id("out", card.id)
    words = "Выплата за проданные товары" if seller.country == "RU" else "Payout for goods sold"
    return CreditTransfer(
        end_to_end_id=reference,
        amount=Money(card.amount_minor, card.currency),
        name=seller.legal_name,
        town=seller.address.city,
        country=seller.address.country,
        account=account,
        text=f"{words}, {reference}",
    )


def _said(answer: BankAnswer, file: FileCard) -> list[TransferAnswer]:
    """Return what the bank says of each payout: by name, or of all that it does not name."""
    named = {each.end_to_end_id for each in answer.transfers}
    if answer.rest is None:
        return list(answer.transfers)
    others = [public_id("out", line.payout_id) for line in file_lines(file.id)]
    rest = [
        TransferAnswer(other, answer.rest, answer.rest_reason, None) for other in others if other not in named
    ]
    return [*answer.transfers, *rest]


@transaction.atomic
def _take(said: TransferAnswer, file: FileCard, answer: BankAnswer, *, now: datetime) -> str:
    """Act on what is said of one payout; return what is wrong with it, if anything is."""
    if lock_file(file.id).voided_at is not None:
        return "void"
    payout_id = parse_public_id("out", said.end_to_end_id)
    line = file_line(file.id, payout_id) if payout_id else None
    if line is None:
        return "not_in_file"
    amount = Money(line.amount_minor, file.currency)
    if said.amount is not None and said.amount != amount:
        return "amount_differs"
    card = payout(line.payout_id)
    if card.status is not PayoutStatus.REQUESTED:
        return "" if said.kind in {AnswerKind.PENDING, card.status.value} else "said_otherwise_before"
    note_answer(
        file_id=file.id, payout_id=line.payout_id, answer=Answer(said.kind.value), reason=said.reason, now=now
    )
    notice = PayoutNotice(
        event_id=f"{answer.message_id}:{said.end_to_end_id}",
        provider_ref=answer.answered_id,
        kind=PayoutKind(said.kind.value),
        amount=amount,
        sequence=0,
        occurred_at=now,
        raw={},
        own_id=line.payout_id,
        reason=said.reason,
    )
    settle_payout_notice(notice, provider=_holder(file), now=now)
    return ""


def _holder(file: FileCard) -> str:
    """Return the number of the account that the file pays from, as the books call it."""
    account = read_bank_account(file.debtor_account)
    return account.number[-30:] if account else file.debtor_account[-30:]
