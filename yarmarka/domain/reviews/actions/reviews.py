"""Writing, changing and voting for reviews."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from yarmarka.domain.reviews.actions.ratings import StarsMoved, move_ratings
from yarmarka.domain.reviews.errors import AlreadyReviewed, PhotosFull
from yarmarka.domain.reviews.models import Photo, Review, Vote
from yarmarka.domain.reviews.queries import review, review_by
from yarmarka.domain.reviews.rules import MOST_PHOTOS, check_editable, check_not_own, checked_words
from yarmarka.domain.reviews.types import Received, ReviewCard, Words
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id


@transaction.atomic
def add_review(*, person_id: UUID, line: Received, words: Words, now: datetime) -> UUID:
    """Write a review down and count its stars; return its id. Raises WordsInvalid, AlreadyReviewed."""
    said = checked_words(words)
    row, is_new = Review.objects.get_or_create(
        person_id=person_id,
        product_id=line.product_id,
        defaults={
            "id": new_id(now),
            "seller_id": line.seller_id,
            "line_id": line.line_id,
            "stars": said.stars,
            "text": said.text,
            "pros": said.pros,
            "cons": said.cons,
            "language": said.language,
            "created_at": now,
        },
    )
    if not is_new:
        raise AlreadyReviewed(product_id=str(line.product_id))
    move_ratings([StarsMoved(line.product_id, line.seller_id, said.stars, by=1)])
    return row.id


@transaction.atomic
def edit_review(*, person_id: UUID, product_id: UUID, words: Words, now: datetime) -> UUID:
    """Change what a person said of a product, while they may; return the review's id.

    A hidden review stays hidden. Raises Missing, WordsInvalid, EditingOver.
    """
    before, said = _own_to_edit(person_id, product_id, now=now), checked_words(words)
    if said == before.words:
        return before.id
    Review.objects.filter(id=before.id).update(
        stars=said.stars,
        text=said.text,
        pros=said.pros,
        cons=said.cons,
        language=said.language,
        edited_at=now,
    )
    if before.hidden_at is None and said.stars != before.words.stars:
        moved = [(before.words.stars, -1), (said.stars, 1)]
        move_ratings([StarsMoved(before.product_id, before.seller_id, stars, by) for stars, by in moved])
    return before.id


@transaction.atomic
def add_photo(*, person_id: UUID, product_id: UUID, picture_id: UUID, now: datetime) -> None:
    """Put a photo into a person's review, behind those that it has. Raises Missing, EditingOver, PhotosFull."""
    of = _own_to_edit(person_id, product_id, now=now)
    places = Photo.objects.filter(review_id=of.id).values_list("position", flat=True)
    free = set(range(MOST_PHOTOS)) - set(places)
    if not free:
        raise PhotosFull(most=MOST_PHOTOS)
    Photo.objects.create(id=new_id(now), review_id=of.id, picture_id=picture_id, position=min(free))


@transaction.atomic
def remove_photo(*, person_id: UUID, product_id: UUID, position: int, now: datetime) -> None:
    """Take a photo out of a person's review. Raises Missing, EditingOver."""
    of = _own_to_edit(person_id, product_id, now=now)
    Photo.objects.filter(review_id=of.id, position=position).delete()


def _own_to_edit(person_id: UUID, product_id: UUID, *, now: datetime) -> ReviewCard:
    """Return a person's review, locked, while it may be changed. Raises Missing, EditingOver."""
    known = review_by(person_id=person_id, product_id=product_id)
    if known is None:
        raise Missing(what="review")
    locked = review(known.id, is_locked=True)
    check_editable(locked, now=now)
    return locked


@transaction.atomic
def vote(*, person_id: UUID, review_id: UUID, now: datetime) -> int:
    """Note that a person found a review helpful, once; return how many did. Raises Missing, OwnWords."""
    known = _shown(review_id)
    check_not_own(known.person_id, viewer=person_id)
    _, is_new = Vote.objects.get_or_create(
        review_id=review_id, person_id=person_id, defaults={"id": new_id(now), "at": now}
    )
    return _count(review_id, by=1 if is_new else 0)


@transaction.atomic
def withdraw_vote(*, person_id: UUID, review_id: UUID) -> int:
    """Take a person's vote for a review back, if there is one; return how many are left. Raises Missing."""
    gone, _ = Vote.objects.filter(review_id=_shown(review_id).id, person_id=person_id).delete()
    return _count(review_id, by=-gone)


def _shown(review_id: UUID) -> Review:
    row = Review.objects.filter(id=review_id, hidden_at=None).only("id", "person_id").first()
    if row is None:
        raise Missing(what="review")
    return row


def _count(review_id: UUID, *, by: int) -> int:
    rows = Review.objects.filter(id=review_id)
    if by:
        rows.update(helpful=F("helpful") + by)
    return rows.values_list("helpful", flat=True).get()
