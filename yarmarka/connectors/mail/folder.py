"""Letters as files: the demonstration writes them to a folder, and a page reads them back."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as Letter
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from yarmarka.kernel import clock
from yarmarka.kernel.ids import new_id


class FolderBackend(BaseEmailBackend):
    """Writes each letter to a file of its own (.eml), whole or not at all. Only the owner may read them.

    A letter that comes again, with the Message-ID and the date that it had, stays one letter.
    """

    def __init__(
        self, fail_silently: bool = False, folder: Path | str | None = None, **_options: Any
    ) -> None:
        super().__init__(fail_silently=fail_silently)
        self._folder = Path(folder or settings.MAIL_DIR)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the letters; return how many."""
        letters = [message for message in email_messages if message.recipients()]
        if letters:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in letters:
            _write(self._folder, message.message().as_bytes(linesep="\r\n"))
        return len(letters)


@dataclass(frozen=True)
class ReadMail:
    """A letter read back. `name` is its file's, unique and stable; `html` is empty where there is none."""

    name: str
    sent_at: datetime
    sender: str
    to: str
    subject: str
    text: str
    html: str
    attachments: tuple[str, ...] = ()


def read_mails(folder: Path, limit: int) -> list[ReadMail]:
    """Return the newest letters of a folder, by the date that they bear, newest first."""
    names = sorted((path.name for path in folder.glob("*.eml")), reverse=True)
    return [_read(folder / name) for name in names[:limit]]


def read_mail(folder: Path, name: str) -> ReadMail:
    """Return one letter by its file's name. Raises FileNotFoundError when there is none."""
    if Path(name).name != name or not name.endswith(".eml"):
        raise FileNotFoundError(name)
    return _read(folder / name)


def _read(path: Path) -> ReadMail:
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    return ReadMail(
        name=path.name,
        sent_at=_date(letter["Date"]),
        sender=str(letter["From"] or ""),
        to=str(letter["To"] or ""),
        subject=str(letter["Subject"] or ""),
        text=_body(letter, "plain"),
        html=_body(letter, "html"),
        attachments=tuple(
            part.get_filename() or part.get_content_type() for part in letter.iter_attachments()
        ),
    )


def _write(folder: Path, content: bytes) -> None:
    letter = message_from_bytes(content, policy=policy.default)
    # The date first, so that names sort as letters do; then an id that sorts by when it was written.
    name = f"{_date(letter['Date']):%Y%m%dT%H%M%S}-{_own_id(letter)}.eml"
    handle, path = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(path).replace(folder / name)


def _own_id(letter: Letter) -> UUID:
    """Return the id that our sender gave the letter, or a new one."""
    given = str(letter["Message-ID"] or "").strip().removeprefix("<").partition("@")[0]
    try:
        return UUID(given)
    except ValueError:
        return new_id(clock.now())


def _date(header: Any) -> datetime:
    at = parsedate_to_datetime(str(header))
    # "-0000" means UTC without saying where the sender is; it comes back without a zone.
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _body(letter: Letter, kind: str) -> str:
    part = letter.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""
