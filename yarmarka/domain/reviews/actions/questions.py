"""Asking about goods, and answering."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from yarmarka.domain.reviews.errors import AlreadyAnswered
from yarmarka.domain.reviews.models import Answer, Question
from yarmarka.domain.reviews.queries import asked_since, question
from yarmarka.domain.reviews.rules import check_may_ask, checked_text, language_of
from yarmarka.domain.reviews.types import NewAnswer
from yarmarka.kernel.ids import new_id


def ask_question(*, person_id: UUID, product_id: UUID, text: str, language: str = "", now: datetime) -> UUID:
    """Write a question about a product down; return its id. Raises WordsInvalid, TooManyQuestions."""
    said = checked_text(text, "question", is_needed=True)
    check_may_ask(asked_since(person_id=person_id, since=now - timedelta(days=1)))
    return Question.objects.create(
        id=new_id(now),
        person_id=person_id,
        product_id=product_id,
        text=said,
        language=language_of(said, otherwise=language),
        asked_at=now,
    ).id


@transaction.atomic
def answer_question(new: NewAnswer, *, now: datetime) -> tuple[UUID, bool]:
    """Answer a question; a seller rewords its answer by answering again, others answer once.

    Return the answer's id, and whether it is new.Raises Missing, WordsInvalid, AlreadyAnswered.
    """
    said = checked_text(new.text, "answer", is_needed=True)
    language = language_of(said, otherwise=new.language)
    whose = {"seller_id": new.seller_id} if new.seller_id else {"seller_id": None, "person_id": new.person_id}
    row, is_new = Answer.objects.get_or_create(
        question_id=question(new.question_id).id,
        **whose,
        defaults={
            "id": new_id(now),
            "person_id": new.person_id,
            "text": said,
            "language": language,
            "written_at": now,
        },
    )
    if is_new or row.text == said:
        return row.id, is_new
    if new.seller_id is None:
        raise AlreadyAnswered(question_id=str(new.question_id))
    Answer.objects.filter(id=row.id).update(
        text=said, language=language, person_id=new.person_id, edited_at=now
    )
    return row.id, False
