"""Reminding shoppers of a review, once, and never who does not want it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from yarmarka.domain.reviews.models import NoReminders, Reminder


def note_reminded(seller_order_ids: Collection[UUID], *, now: datetime) -> None:
    """Note that the shoppers of these seller orders were reminded. The table refuses to note it twice."""
    Reminder.objects.bulk_create(Reminder(seller_order_id=key, at=now) for key in sorted(seller_order_ids))


def switch_reminders(*, person_id: UUID, are_wanted: bool, now: datetime) -> None:
    """Remind a person from now on, or never again until they say otherwise."""
    if are_wanted:
        NoReminders.objects.filter(person_id=person_id).delete()
    else:
        NoReminders.objects.get_or_create(person_id=person_id, defaults={"since": now})
