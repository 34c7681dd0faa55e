"""Short messages as files: the demonstration writes them to a folder, and a page reads them back."""

import json
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from yarmarka.kernel import clock


class FolderSender:
    """Writes each message to a file of its own, whole or not at all. Only the owner may read them."""

    def send(self, *, to: str, text: str, key: UUID) -> None:
        """Write the message; the same key again changes nothing."""
        folder = Path(settings.SMS_DIR)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        facts = {"to": to, "text": text, "sent_at": clock.now().isoformat()}
        handle, part = tempfile.mkstemp(dir=folder, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(facts, file, ensure_ascii=False)
        Path(part).replace(folder / f"{key}.json")


@dataclass(frozen=True)
class ReadSms:
    """A message read back."""

    to: str
    text: str
    sent_at: datetime


def read_messages(folder: Path, limit: int) -> list[ReadSms]:
    """Return the newest messages of a folder, newest first."""
    found = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)[:limit]
    told = [json.loads(path.read_text(encoding="utf-8")) for path in found]
    return [ReadSms(one["to"], one["text"], datetime.fromisoformat(one["sent_at"])) for one in told]
