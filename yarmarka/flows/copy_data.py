"""A person asks for a copy of everything that is held about them; it waits for them for some days."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from yarmarka.domain.accounts import actions as accounts
from yarmarka.domain.accounts.queries import copy_in_the_making, people
from yarmarka.domain.accounts.types import PersonCard
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import Message, publish
from yarmarka.reads.personal_data import personal_data

#: how a copy becomes a file: everything that is held, the person → bytes of a ZIP
Packing = Callable[[dict[str, Any], PersonCard], bytes]


def ask_for_copy(*, person_id: UUID, now: datetime) -> bool:
    """Ask for a copy; return whether one was not in the making already."""
    with transaction.atomic():
        copy_id = accounts.ask_for_copy(person_id=person_id, now=now)
        if copy_id is None:
            return False
        enqueue("make_data_copy", copy_id=str(copy_id))
    return True


def make_copy(copy_id: UUID, *, pack: Packing, now: datetime) -> None:
    """Gather everything, write it to a file that only the owner's page reads, and write to them that it is ready."""
    copy = copy_in_the_making(copy_id)
    if copy is None:
        return
    person = people([copy.person_id])[copy.person_id]
    packed = pack(personal_data(person_id=person.id), person)
    file = file_of(copy_id)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_suffix(".part")
    part.write_bytes(packed)
    part.chmod(0o600)
    part.replace(file)
    with transaction.atomic():
        accounts.finish_copy(copy_id, now=now)
        publish([_letter(person)], now=now)


def drop_old_copies(*, now: datetime) -> int:
    """Delete the copies whose time is over; return how many."""
    over = accounts.drop_copies(now=now)
    drop_files(over)
    return len(over)


def drop_files(copy_ids: Iterable[UUID]) -> None:
    """Delete copies' files."""
    for copy_id in copy_ids:
        file_of(copy_id).unlink(missing_ok=True)


def file_of(copy_id: UUID) -> Path:
    """Return where a copy lies."""
    return Path(settings.COPIES_DIR) / f"{copy_id}.zip"


def _letter(person: PersonCard) -> Message:
    facts = {
        "to": person.email,
        "locale": person.locale,
        "storefront": person.storefront,
        "person_id": str(person.id),
        "name": person.full_name,
    }
    return Message(topic="data_copy_ready", facts=facts)
