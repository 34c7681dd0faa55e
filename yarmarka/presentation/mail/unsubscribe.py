"""The link at a letter's end that switches its topic off: signed, naming person and topic, without a password."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, Signer

from yarmarka.presentation.front_doors import FrontDoor

_SALT: Final = "yarmarka.letters.off"


@dataclass(frozen=True)
class Declined:
    """Who wants no more letters of which topic."""

    person_id: UUID
    topic: str


def unsubscribe_url(*, person_id: UUID, topic: str, locale: str, door: FrontDoor) -> str:
    """Return the absolute address, in the shop that a letter comes from, that switches a topic's letters off."""
    token = Signer(salt=_SALT).sign(f"{person_id.hex}.{topic}")
    return door.address("me:unsubscribe", language=locale, token=token)


def read_token(token: str) -> Declined | None:
    """Return what a link's token says; nothing if it is not ours."""
    try:
        person, _, topic = Signer(salt=_SALT).unsign(token).partition(".")
        return Declined(UUID(person), topic)
    except (BadSignature, ValueError):
        return None
