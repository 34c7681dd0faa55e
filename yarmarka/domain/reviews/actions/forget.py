"""Forgetting who said something: stars go on counting, words and photographs do not stay."""

from typing import Final
from uuid import UUID

from yarmarka.domain.reviews.models import Answer, NoReminders, Photo, Question, Report, Review, Vote

#: what stands where somebody's question or answer stood
_TAKEN_BACK: Final = "…"


def forget_words(*, person_id: UUID) -> None:
    """Take a person's words and photographs away. Their stars stay: a seller's rating is made of them."""
    Photo.objects.filter(review__person_id=person_id).delete()
    Review.objects.filter(person_id=person_id).update(text="", pros="", cons="")
    Question.objects.filter(person_id=person_id).update(text=_TAKEN_BACK)
    # A seller's answer is the firm's word, whoever typed it.
    Answer.objects.filter(person_id=person_id, seller=None).update(text=_TAKEN_BACK)
    Report.objects.filter(person_id=person_id).update(words="")
    Vote.objects.filter(person_id=person_id).delete()
    NoReminders.objects.filter(person_id=person_id).delete()
