"""The terms that sellers are paid by."""

from collections.abc import Collection
from uuid import UUID

from yarmarka.domain.payouts.models import PayoutFile, PayoutFileLine, PayoutTerms
from yarmarka.domain.payouts.rules import DEFAULT
from yarmarka.domain.payouts.types import Answer, DatedTerms, FileCard, FileLine, Rhythm, Terms
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.payouts import PayoutWay


def terms_of(seller_ids: Collection[UUID]) -> dict[UUID, Terms]:
    """Return the terms of sellers now; the default ones for those that nobody set any for."""
    ids = list(seller_ids)
    rows = PayoutTerms.objects.filter(seller_id__in=ids).order_by("seller_id", "-since", "-id")
    return dict.fromkeys(ids, DEFAULT) | {row.seller_id: _terms(row) for row in rows.distinct("seller_id")}


def terms_history(seller_id: UUID, *, limit: int) -> tuple[DatedTerms, ...]:
    """Return the terms that were set for a seller, the newest first."""
    rows = PayoutTerms.objects.filter(seller_id=seller_id).order_by("-since", "-id")[:limit]
    return tuple(DatedTerms(terms=_terms(row), since=row.since, set_by=row.set_by_id) for row in rows)


def in_a_file(payout_ids: Collection[UUID]) -> set[UUID]:
    """Return those of some payouts that stand in a file which is not void."""
    lines = PayoutFileLine.objects.filter(payout_id__in=list(payout_ids), is_void=False)
    return set(lines.values_list("payout_id", flat=True))


def payout_file(file_id: UUID) -> FileCard:
    """Return a file for the bank. Raises Missing."""
    row = PayoutFile.objects.filter(id=file_id).defer("content").first()
    if row is None:
        raise Missing(what="payout file")
    return file_card(row)


def file_content(file_id: UUID) -> str:
    """Return what stands in a file, as it goes to the bank. Raises Missing."""
    content = PayoutFile.objects.filter(id=file_id).values_list("content", flat=True).first()
    if content is None:
        raise Missing(what="payout file")
    return content


def file_lines(file_id: UUID) -> tuple[FileLine, ...]:
    """Return the payouts in a file, in the order of their ids."""
    rows = PayoutFileLine.objects.filter(file_id=file_id).order_by("payout_id")
    return tuple(FileLine(row.payout_id, row.amount_minor, Answer(row.answer), row.reason) for row in rows)


def file_line(file_id: UUID, payout_id: UUID) -> FileLine | None:
    """Return a payout in a file, if it stands there."""
    row = PayoutFileLine.objects.filter(file_id=file_id, payout_id=payout_id).first()
    return FileLine(row.payout_id, row.amount_minor, Answer(row.answer), row.reason) if row else None


def file_card(row: PayoutFile) -> FileCard:
    """Return a file's row as others see it."""
    return FileCard(
        id=row.id,
        currency=row.currency,
        debtor_account=row.debtor_account,
        transfers=row.transfers,
        total_minor=row.total_minor,
        created_at=row.created_at,
        voided_at=row.voided_at,
    )


def _terms(row: PayoutTerms) -> Terms:
    return Terms(
        rhythm=Rhythm(row.rhythm),
        weekday=row.weekday,
        minimum_minor=row.minimum_minor,
        way=PayoutWay(row.way),
        held_reason=row.held_reason,
    )
