"""Some days after goods have come their shopper is asked, once, what they are like; one click ends it for good."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.reviews import actions
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.tell import to_person
from yarmarka.kernel.outbox import publish
from yarmarka.reads.to_be_reminded import to_be_reminded


@transaction.atomic
def remind_of_reviews(*, now: datetime, limit: int = 500) -> int:
    """Ask for reviews of what came some days ago; return how many letters that makes.

    Two runs at once can't remind twice: the second one's note is refused, and it sends nothing.
    """
    found = to_be_reminded(now=now, limit=limit)
    actions.note_reminded([one.seller_order_id for one in found], now=now)
    shoppers = people({one.person_id for one in found})
    merchants = sellers({one.seller_id for one in found})
    letters = [
        to_person(
            "review_reminder",
            shoppers[one.person_id],
            storefront=one.storefront,
            order_id=one.order_id,
            seller_order_id=one.seller_order_id,
            seller=merchants[one.seller_id].trade_name,
        )
        for one in found
    ]
    publish(letters, now=now)
    return len(letters)


def switch_reminders(*, person_id: UUID, are_wanted: bool, now: datetime) -> None:
    """Remind a person of reviews from now on, or never again."""
    actions.switch_reminders(person_id=person_id, are_wanted=are_wanted, now=now)
