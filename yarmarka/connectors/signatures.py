"""Checks signed webhooks: `Yarmarka-Signature: t=<Unix second>,v1=<HMAC-SHA-256 over "t.body", hex>`."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from yarmarka.connectors.errors import BadSignature

HEADER: Final = "Yarmarka-Signature"
#: A captured webhook can't be played back later than this; clocks may differ by as much.
TOLERANCE: Final = timedelta(minutes=5)


def check_signature(secret: str, *, body: bytes, headers: Mapping[str, str], now: datetime) -> None:
    """Raise BadSignature unless one of the header's `v1` values fits the body and its time is recent.

    Several values let a secret be changed without losing a webhook.
    """
    if not secret:
        raise BadSignature(reason="no_secret_configured")
    parts = [part.strip().partition("=") for part in _header(headers).split(",")]
    sent_at = next((value for name, _, value in parts if name == "t"), "")
    if not (sent_at.isascii() and sent_at.isdigit()):
        raise BadSignature(reason="missing")
    expected = hmac.new(secret.encode(), sent_at.encode() + b"." + body, hashlib.sha256).hexdigest()
    given = [value for name, _, value in parts if name == "v1"]
    if not any(hmac.compare_digest(value.encode(), expected.encode()) for value in given):
        raise BadSignature(reason="wrong")
    if abs(now.timestamp() - int(sent_at)) > TOLERANCE.total_seconds():
        raise BadSignature(reason="stale")


def _header(headers: Mapping[str, str]) -> str:
    """Return the header's value whatever its case: servers and frameworks differ."""
    return next((value for name, value in headers.items() if name.lower() == HEADER.lower()), "")
