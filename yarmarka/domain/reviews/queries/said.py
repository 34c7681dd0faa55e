"""What was said: one review, reply or question, by who asks."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F

from yarmarka.domain.reviews.models import TABLE_OF, NoReminders, Photo, Question, Reply, Report, Review
from yarmarka.domain.reviews.types import (
    QuestionCard,
    ReplyCard,
    ReviewCard,
    Said,
    Subject,
    SubjectKind,
    Words,
)
from yarmarka.kernel.errors import Missing

#: by which way a row of each kind knows its product
_PRODUCT_OF: Final = {
    SubjectKind.REVIEW: "product_id",
    SubjectKind.REPLY: "review__product_id",
    SubjectKind.QUESTION: "product_id",
    SubjectKind.ANSWER: "question__product_id",
}


def review(review_id: UUID, *, is_locked: bool = False) -> ReviewCard:
    """Return a review, also a hidden one; locked to the end of the transaction if wished. Raises Missing."""
    rows = Review.objects.select_for_update(no_key=True) if is_locked else Review.objects.all()
    row = rows.filter(id=review_id).first()
    if row is None:
        raise Missing(what="review")
    return review_card(row)


def review_by(*, person_id: UUID, product_id: UUID) -> ReviewCard | None:
    """Return what a person said of a product, also if it is hidden; nothing if they have not reviewed it."""
    row = Review.objects.filter(person_id=person_id, product_id=product_id).first()
    return review_card(row) if row else None


def reviews_by(*, person_id: UUID, product_ids: Collection[UUID]) -> dict[UUID, ReviewCard]:
    """Return what a person said of some products, by product, hidden reviews included."""
    rows = Review.objects.filter(person_id=person_id, product_id__in=list(product_ids))
    return {row.product_id: review_card(row) for row in rows}


def reviews_of(product_id: UUID) -> list[UUID]:
    """Return the keys of all reviews of a product, hidden ones included."""
    return list(Review.objects.filter(product_id=product_id).order_by("id").values_list("id", flat=True))


def photos_of(review_id: UUID) -> dict[int, UUID]:
    """Return the pictures of a review by their places."""
    photos = Photo.objects.filter(review_id=review_id).order_by("position")
    return dict(photos.values_list("position", "picture_id"))


def reply_to(review_id: UUID) -> ReplyCard | None:
    """Return what the seller answered to a review, if it did."""
    row = Reply.objects.filter(review_id=review_id).first()
    return reply_card(row) if row else None


def question(question_id: UUID) -> QuestionCard:
    """Return a question that is not hidden. Raises Missing."""
    row = Question.objects.filter(id=question_id, hidden_at=None).first()
    if row is None:
        raise Missing(what="question")
    return question_card(row)


def asked_since(*, person_id: UUID, since: datetime) -> int:
    """Return how many questions a person has asked from an instant on."""
    return Question.objects.filter(person_id=person_id, asked_at__gte=since).count()


def said(subject: Subject) -> Said:
    """Return whose words a subject is, of which product, and what they say. Raises Missing."""
    rows = TABLE_OF[subject.kind].objects.filter(id=subject.id)
    row = rows.values("person_id", "text", "hidden_at", of_product=F(_PRODUCT_OF[subject.kind])).first()
    if row is None:
        raise Missing(what=subject.kind.value)
    return Said(
        subject=subject,
        person_id=row["person_id"],
        product_id=row["of_product"],
        text=row["text"],
        is_hidden=row["hidden_at"] is not None,
    )


def open_reports() -> int:
    """Return how many reported words wait for a decision of staff."""
    return Report.objects.filter(decision=None).values("subject_kind", "subject_id").distinct().count()


def wants_no_reminders(person_id: UUID) -> bool:
    """Test if a person has switched reminders off."""
    return NoReminders.objects.filter(person_id=person_id).exists()


def review_card(row: Review) -> ReviewCard:
    """Return a review's row as others see it."""
    return ReviewCard(
        id=row.id,
        person_id=row.person_id,
        product_id=row.product_id,
        seller_id=row.seller_id,
        line_id=row.line_id,
        words=Words(row.stars, row.text, row.pros, row.cons, row.language),
        helpful=row.helpful,
        created_at=row.created_at,
        edited_at=row.edited_at,
        hidden_at=row.hidden_at,
        hidden_reason=row.hidden_reason,
    )


def reply_card(row: Reply) -> ReplyCard:
    """Return a reply's row as others see it."""
    return ReplyCard(
        id=row.id,
        review_id=row.review_id,
        seller_id=row.seller_id,
        text=row.text,
        written_at=row.written_at,
        edited_at=row.edited_at,
    )


def question_card(row: Question) -> QuestionCard:
    """Return a question's row as others see it."""
    return QuestionCard(
        id=row.id,
        product_id=row.product_id,
        person_id=row.person_id,
        text=row.text,
        language=row.language,
        asked_at=row.asked_at,
        hidden_at=row.hidden_at,
    )
