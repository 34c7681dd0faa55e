"""What a sender of short messages must do, and which one this installation has."""

from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


class SmsSender(Protocol):
    """Hands a short message to whoever carries it. The same key again is the same message."""

    def send(self, *, to: str, text: str, key: UUID) -> None:
        """Send `text` to a telephone number in E.164. Raises Outside when it was not taken."""


def is_configured() -> bool:
    """Test if this installation can send short messages; without, nobody is offered to sign in by telephone."""
    return bool(settings.SMS_SENDER)


def send_sms(*, to: str, text: str, key: UUID) -> None:
    """Send a short message by this installation's sender."""
    sender: SmsSender = import_string(settings.SMS_SENDER)()
    sender.send(to=to, text=text, key=key)
