"""What is written about goods goes with them: to the product that they were found to be, and back."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from yarmarka.domain.reviews.actions.ratings import StarsMoved, move_ratings
from yarmarka.domain.reviews.models import Question, Review


@transaction.atomic
def follow_product(product_id: UUID, *, to: UUID, only: Collection[UUID] | None = None) -> list[UUID]:
    """Let questions about a product, or only some of them, be about another; return those that are."""
    moving = Question.objects.filter(product_id=product_id)
    if only is not None:
        moving = moving.filter(id__in=list(only))
    keys = list(moving.values_list("id", flat=True))
    Question.objects.filter(id__in=keys).update(product_id=to)
    return keys


@transaction.atomic
def move_reviews(ids: Collection[UUID], *, to: UUID) -> int:
    """Let reviews be of another product, with their stars; return how many are.

    Of two reviews of one person, the one that stands there already stays; the other one stays where it is.
    """
    there = Review.objects.filter(product_id=to).values("person_id")
    rows = list(
        Review.objects.select_for_update()
        .filter(id__in=list(ids))
        .exclude(product_id=to)
        .exclude(person_id__in=there)
        .order_by("id")
    )
    Review.objects.filter(id__in=[row.id for row in rows]).update(product_id=to)
    shown = [row for row in rows if row.hidden_at is None]
    moves = [(row.product_id, -1, row) for row in shown] + [(to, 1, row) for row in shown]
    if moves:
        move_ratings([StarsMoved(key, row.seller_id, row.stars, by=by) for key, by, row in moves])
    return len(rows)
