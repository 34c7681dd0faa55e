"""A seller's one answer to a review."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.reviews.models import Reply
from yarmarka.domain.reviews.queries import review
from yarmarka.domain.reviews.rules import checked_text
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id


@transaction.atomic
def reply_to_review(*, review_id: UUID, seller_id: UUID, person_id: UUID, text: str, now: datetime) -> bool:
    """Answer a review of what a seller sold, or reword the answer; return whether it is the first one.

    Raises WordsInvalid; Missing for a review of another's goods, and for a hidden one.
    """
    said, of = checked_text(text, "reply", is_needed=True), review(review_id)
    if of.seller_id != seller_id or of.hidden_at is not None:
        raise Missing(what="review")
    row, is_new = Reply.objects.get_or_create(
        review_id=review_id,
        defaults={
            "id": new_id(now),
            "seller_id": seller_id,
            "person_id": person_id,
            "text": said,
            "written_at": now,
        },
    )
    if not is_new and row.text != said:
        Reply.objects.filter(id=row.id).update(text=said, person_id=person_id, edited_at=now)
    return is_new
