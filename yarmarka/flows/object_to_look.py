"""Somebody writes to us about an order of theirs that we look at before it is sent, whatever the reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.compliance.actions import object_to
from yarmarka.domain.orders.queries import order_for
from yarmarka.domain.screening.actions import appeal
from yarmarka.domain.screening.types import ScreenedKind


@transaction.atomic
def object_to_look(*, order_id: UUID, viewer: UUID, words: str, now: datetime) -> None:
    """Keep what a shopper writes with their order, and with each case about them.

    The shopper can't tell from it which of the two there is. Raises Missing, RestrictionIncomplete.
    """
    order_for(person_id=viewer, order_id=order_id)
    object_to(order_id=order_id, words=words, by=viewer, now=now)
    appeal(kind=ScreenedKind.SHOPPER, subject_id=viewer, words=words, by=viewer, now=now)
