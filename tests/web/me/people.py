"""People who sign in, and what was sent to them."""

import re
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.test import Client

from yarmarka.connectors.sms.folder import ReadSms, read_messages
from yarmarka.domain.accounts.actions import open_account
from yarmarka.domain.accounts.models import Person
from yarmarka.kernel.clock import now

PASSWORD = "кедр-чайник-туман-7"
EMAIL = "anna@example.org"


def anna(*, is_staff: bool = False) -> Person:
    """Open Anna's account."""
    key = open_account(email=EMAIL, password=PASSWORD, full_name="Анна Петрова", is_staff=is_staff, now=now())
    return Person.objects.get(id=key)


def sign_in(client: Client, email: str = EMAIL) -> None:
    """Sign in as people do."""
    client.post("/ru/account/login/", {"login": email, "password": PASSWORD})


def short_messages() -> list[ReadSms]:
    """Return the short messages, newest first."""
    return read_messages(Path(settings.SMS_DIR), 100)


def code_in(text: str) -> str:
    """Return the code that a letter or message bears."""
    found = re.search(r"\b[0-9]{6}\b", text)
    assert found, text
    return found[0]


def code_in_letter() -> str:
    """Return the code of the newest letter."""
    return code_in(str(mail.outbox[-1].body))
