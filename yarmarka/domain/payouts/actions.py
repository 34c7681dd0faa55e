"""Setting terms, taking paydays, and keeping the files for the bank."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from yarmarka.domain.payouts.errors import FileAnswered, FileVoid
from yarmarka.domain.payouts.models import PayoutFile, PayoutFileLine, PayoutRound, PayoutTerms
from yarmarka.domain.payouts.queries import file_card, terms_of
from yarmarka.domain.payouts.rules import check_terms, payday_since
from yarmarka.domain.payouts.types import Answer, FileCard, NewFile, Terms
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id


def set_terms(*, seller_id: UUID, terms: Terms, by: UUID, now: datetime) -> None:
    """Pay a seller by these terms from now on; the earlier ones stay on record. Raises TermsInvalid."""
    check_terms(terms)
    PayoutTerms.objects.create(id=new_id(now), seller_id=seller_id, since=now, set_by_id=by, **asdict(terms))


def take_paydays(seller_ids: Collection[UUID], *, today: date) -> dict[UUID, Terms]:
    """Return, of these sellers, those whose payday has come and was not taken yet, with their terms; take it.

    A second run at the same time waits here and finds every payday taken. A seller that is seen for the first
    time has its first payday after today.
    """
    PayoutRound.objects.bulk_create(
        [PayoutRound(seller_id=seller_id, through_on=today) for seller_id in sorted(seller_ids)],
        ignore_conflicts=True,
    )
    rounds = PayoutRound.objects.select_for_update().filter(seller_id__in=list(seller_ids))
    paid_through = dict(rounds.order_by("seller_id").values_list("seller_id", "through_on"))
    due = {
        seller_id: terms
        for seller_id, terms in terms_of(paid_through).items()
        if payday_since(terms, after=paid_through[seller_id], until=today)
    }
    PayoutRound.objects.filter(seller_id__in=list(due), through_on__lt=today).update(through_on=today)
    return due


def keep_file(file: NewFile, *, by: UUID, now: datetime) -> None:
    """Keep a file as it goes to the bank. The table refuses a payout that stands in another one already."""
    PayoutFile.objects.create(
        id=file.id,
        currency=file.currency,
        debtor_account=file.debtor_account,
        transfers=len(file.amounts),
        total_minor=sum(file.amounts.values()),
        content=file.content,
        created_at=now,
        created_by_id=by,
    )
    PayoutFileLine.objects.bulk_create(
        PayoutFileLine(id=new_id(now), file_id=file.id, payout_id=payout_id, amount_minor=amount_minor)
        for payout_id, amount_minor in file.amounts.items()
    )


def lock_file(file_id: UUID) -> FileCard:
    """Lock a file and return it. Raises Missing."""
    row = PayoutFile.objects.select_for_update().filter(id=file_id).defer("content").first()
    if row is None:
        raise Missing(what="payout file")
    return file_card(row)


def void_file(file_id: UUID, *, reason: str, by: UUID, now: datetime) -> None:
    """Declare that the bank will never carry a file out: its payouts may go into another one.

    Raises Missing, FileVoid, FileAnswered.
    """
    if lock_file(file_id).voided_at is not None:
        raise FileVoid(file_id=str(file_id))
    lines = PayoutFileLine.objects.filter(file_id=file_id)
    if lines.filter(answer__in=[Answer.PAID, Answer.FAILED]).exists():
        raise FileAnswered(file_id=str(file_id))
    lines.update(is_void=True)
    PayoutFile.objects.filter(id=file_id).update(voided_at=now, voided_by_id=by, void_reason=reason)


def note_answer(*, file_id: UUID, payout_id: UUID, answer: Answer, reason: str, now: datetime) -> None:
    """Note what the bank said of a payout in a file."""
    PayoutFileLine.objects.filter(file_id=file_id, payout_id=payout_id).update(
        answer=answer, reason=reason, answered_at=now
    )
