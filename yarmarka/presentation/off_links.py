"""Links in letters that switch such letters off without signing in: whose they are is signed, not told."""

from typing import Final
from uuid import UUID

from django.core import signing

_SALT: Final = "yarmarka.no_reminders"


def off_key(person_id: UUID) -> str:
    """Return what stands in a link by which this person switches reminders off."""
    return signing.Signer(salt=_SALT).sign_object(person_id.hex)


def person_of_key(key: str) -> UUID | None:
    """Return whose link it is; nothing if we have not made it."""
    try:
        return UUID(signing.Signer(salt=_SALT).unsign_object(key))
    except (signing.BadSignature, ValueError, TypeError):
        return None
