"""The link at a letter's end that switches its topic off: signed, naming person and topic, without a password."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

_SALT: Final = "yarmarka.letters.off"


@dataclass(frozen=True)
class Declined:
    """Who wants no more letters of which topic."""

    person_id: UUID
    topic: str


def unsubscribe_url(*, person_id: UUID, topic: str, locale: str) -> str:
    """Return the absolute address that switches a topic's letters off."""
    token = Signer(salt=_SALT).sign(f"{person_id.hex}.{topic}")
    with override(locale):
        return settings.SITE_URL + reverse("me:unsubscribe", args=[token])


def read_token(token: str) -> Declined | None:
    """Return what a link's token says; nothing if it is not ours."""
    try:
        person, _, topic = Signer(salt=_SALT).unsign(token).partition(".")
        return Declined(UUID(person), topic)
    except (BadSignature, ValueError):
        return None
