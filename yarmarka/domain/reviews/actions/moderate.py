"""Reporting words that should not stand here, and deciding about them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.reviews.actions.ratings import StarsMoved, move_ratings
from yarmarka.domain.reviews.models import TABLE_OF, Decision, Report
from yarmarka.domain.reviews.queries import review, said
from yarmarka.domain.reviews.rules import check_decision, check_not_own, checked_text
from yarmarka.domain.reviews.types import ReportCause, Said, Subject, SubjectKind
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id


@transaction.atomic
def report(subject: Subject, *, person_id: UUID, cause: ReportCause, words: str, now: datetime) -> None:
    """Tell staff that words should not stand here; telling it again changes nothing.

    Raises Missing for words that are hidden already, OwnWords, WordsInvalid.
    """
    about = said(subject)
    if about.is_hidden:
        raise Missing(what=subject.kind.value)
    check_not_own(about.person_id, viewer=person_id)
    Report.objects.get_or_create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        person_id=person_id,
        defaults={
            "id": new_id(now),
            "cause": cause,
            "words": checked_text(words, "reason"),
            "reported_at": now,
        },
    )


@transaction.atomic
def decide(subject: Subject, *, hides: bool, reason: str, by: UUID, now: datetime) -> tuple[Said, bool]:
    """Hide words or let them stand, which closes all open reports of them; stars follow.

    Return whose words they are, and whether what is seen has changed. Raises Missing, DecisionUnfounded.
    """
    why = check_decision(hides=hides, reason=reason)
    lock = TABLE_OF[subject.kind].objects.select_for_update(no_key=True, of=("self",))
    if not lock.filter(id=subject.id).exists():
        raise Missing(what=subject.kind.value)
    about = said(subject)
    decision = Decision.objects.create(
        id=new_id(now),
        subject_kind=subject.kind,
        subject_id=subject.id,
        hides=hides,
        reason=why,
        decided_by_id=by,
        decided_at=now,
    )
    Report.objects.filter(subject_kind=subject.kind, subject_id=subject.id, decision=None).update(
        decision=decision
    )
    _show(subject, hides=hides, reason=why, now=now)
    is_changed = about.is_hidden != hides
    if is_changed and subject.kind is SubjectKind.REVIEW:
        of = review(subject.id)
        by_one = -1 if hides else 1
        move_ratings([StarsMoved(of.product_id, of.seller_id, of.words.stars, by=by_one)])
    return about, is_changed


def _show(subject: Subject, *, hides: bool, reason: str, now: datetime) -> None:
    hidden = (
        {"hidden_at": now, "hidden_reason": reason} if hides else {"hidden_at": None, "hidden_reason": ""}
    )
    TABLE_OF[subject.kind].objects.filter(id=subject.id).update(**hidden)
