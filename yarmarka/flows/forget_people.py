"""A person says farewell: they may change their mind for a while; then nothing is left but what law keeps."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.accounts import actions as accounts
from yarmarka.domain.accounts.errors import FarewellHindered
from yarmarka.domain.accounts.queries import farewells_due, people
from yarmarka.domain.accounts.types import FarewellCard, PersonCard
from yarmarka.domain.conversations.actions import forget_conversations
from yarmarka.domain.orders.actions import forget_shopper
from yarmarka.domain.orders.queries import order_ids_of
from yarmarka.domain.protection.actions import forget_claims
from yarmarka.domain.reviews.actions.forget import forget_words
from yarmarka.domain.sellers.actions import forget_invited
from yarmarka.domain.wishes.actions import forget_wishes
from yarmarka.flows.copy_data import drop_files
from yarmarka.kernel.outbox import Message, forget_reader, publish
from yarmarka.reads.farewell import farewell_hindrances


def say_farewell(*, person_id: UUID, now: datetime) -> FarewellCard:
    """Note that a person wants to be forgotten, and write to them. Raises FarewellHindered."""
    with transaction.atomic():
        if farewell_hindrances(person_id=person_id):
            raise FarewellHindered
        farewell = accounts.begin_farewell(person_id=person_id, now=now)
        if farewell.asked_at == now:
            publish([_letter(people([person_id])[person_id], farewell)], now=now)
    return farewell


def stay(*, person_id: UUID, now: datetime) -> bool:
    """Take the wish back; return whether there was one."""
    return accounts.cancel_farewell(person_id=person_id, now=now)


def forget_due_people(*, now: datetime, limit: int = 100) -> int:
    """Forget those whose waiting time is over; return how many. Who has something to settle again waits on."""
    return sum(_forget(farewell, now=now) for farewell in farewells_due(now=now, limit=limit))


def _forget(farewell: FarewellCard, *, now: datetime) -> bool:
    person_id = farewell.person_id
    with transaction.atomic():
        if farewell_hindrances(person_id=person_id):
            return False
        person = people([person_id])[person_id]
        order_ids = order_ids_of(person_id=person_id)
        forget_shopper(person_id=person_id)
        forget_words(person_id=person_id)
        forget_conversations(person_id=person_id)
        forget_claims(person_id)
        forget_wishes(person_id=person_id)
        forget_invited(person.email)
        forget_reader(
            person_id=person_id, addresses=[person.email, person.phone], order_ids=order_ids, now=now
        )
        copies = accounts.forget_person(person_id=person_id, now=now)
    drop_files(copies)
    return True


def _letter(person: PersonCard, farewell: FarewellCard) -> Message:
    return Message(
        topic="farewell_begun",
        facts={
            "to": person.email,
            "locale": person.locale,
            "storefront": person.storefront,
            "person_id": str(person.id),
            "name": person.full_name,
            "due_on": farewell.due_at.date().isoformat(),
        },
    )
