"""Signed webhooks: written down with their cause, sent until the shop takes them, at least once each."""

import hashlib
import hmac
import json
import logging
import random
import sqlite3
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx

from yarmarka.simulators.shared.behaviour import Behaviour
from yarmarka.simulators.shared.store import Store, stamp

log = logging.getLogger("yarmarka.simulators")

SCHEMA: Final = Path(__file__).with_name("webhooks.sql")
SIGNATURE_HEADER: Final = "Yarmarka-Signature"
TIMEOUT_S: Final = 10.0
FIRST_RETRY_S: Final = 0.5
LONGEST_RETRY_S: Final = 10.0
AT_ONCE: Final = 20
#: A webhook that is held back for one that never comes is sent after this time all the same.
LONGEST_HOLD: Final = timedelta(seconds=60)

_TAKE: Final = """
    SELECT position, body, attempts FROM webhook AS mine
    WHERE delivered_at IS NULL AND (
        due_at <= :now
        OR is_held AND EXISTS (
            SELECT 1 FROM webhook AS later
            WHERE later.subject = mine.subject AND later.position > mine.position
              AND later.event_id <> mine.event_id AND later.delivered_at IS NOT NULL))
    ORDER BY is_held, CASE WHEN is_held THEN -position END, due_at, position
    LIMIT :limit
"""


def new_id(prefix: str) -> str:
    """Return a fresh id that can't be guessed, such as `evt_…`."""
    return f"{prefix}_{uuid.uuid4().hex}"


def signature(secret: str, body: bytes, *, at: int) -> str:
    """Return the header value for a body sent at a Unix second: HMAC-SHA-256 over `<second>.<body>`."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def announce(
    db: sqlite3.Connection,
    facts: Mapping[str, Any],
    *,
    subject: str,
    behaviour: Behaviour,
    may_be_overtaken: bool,
    now: datetime,
    event_id: str | None = None,
) -> None:
    """Write a webhook down, as often and for such a time as the behaviour says.

    `facts` carry its `id`, unless the protocol has none: then `event_id` says which are one event.
    """
    is_held = behaviour.reorder and may_be_overtaken
    due = now + timedelta(seconds=behaviour.delay_s) + (LONGEST_HOLD if is_held else timedelta())
    row = (event_id or facts["id"], subject, json.dumps(facts, ensure_ascii=False), stamp(due), is_held)
    for _ in range(1 + behaviour.duplicate):
        db.execute(
            "INSERT INTO webhook (event_id, subject, body, due_at, is_held) VALUES (?, ?, ?, ?, ?)", row
        )


def repeat_earlier(db: sqlite3.Connection, *, subject: str, due: datetime) -> None:
    """Tell once more, at `due`, what was told of a subject before: stale news after newer news."""
    db.execute(
        """INSERT INTO webhook (event_id, subject, body, due_at)
           SELECT event_id, subject, body, ? FROM webhook WHERE subject = ?
           GROUP BY event_id ORDER BY min(position)""",
        (stamp(due), subject),
    )


def own_header(secret: str, body: bytes, now: datetime) -> dict[str, str]:
    """Return the signature's header as stand-ins send it that follow no protocol but ours."""
    return {SIGNATURE_HEADER: signature(secret, body, at=int(now.timestamp()))}


@dataclass(frozen=True)
class Sender:
    """Sends what is due to one address of the shop; what fails is tried again, later and later, for ever."""

    store: Store
    address: str
    secret: str
    client: httpx.Client
    prepare: Callable[[datetime], None] = lambda _now: None
    sign: Callable[[str, bytes, datetime], dict[str, str]] = own_header

    def send_due(self, now: datetime) -> bool:
        """Send the webhooks whose time has come; return whether there was one."""
        self.prepare(now)
        with self.store.transaction() as db:
            due = db.execute(_TAKE, {"now": stamp(now), "limit": AT_ONCE}).fetchall()
        for row in due:
            failure = self._send(row["body"].encode(), now)
            self._note(row, failure, now)
        return bool(due)

    def _send(self, body: bytes, now: datetime) -> str:
        """Send one; return why it failed, or nothing."""
        headers = {
            "Content-Type": "application/json",
            # Signed anew on each try: late news is not old news to the one who checks the time.
            **self.sign(self.secret, body, now),
        }
        try:
            answer = self.client.post(self.address, content=body, headers=headers)
        except httpx.HTTPError as error:
            return type(error).__name__
        return "" if answer.is_success else f"HTTP {answer.status_code}"

    def _note(self, row: sqlite3.Row, failure: str, now: datetime) -> None:
        with self.store.transaction() as db:
            if not failure:
                db.execute(
                    "UPDATE webhook SET delivered_at = ? WHERE position = ?", (stamp(now), row["position"])
                )
                return
            db.execute(
                """UPDATE webhook SET attempts = attempts + 1, failure = ?, due_at = ?, is_held = 0
                   WHERE position = ?""",
                (failure, stamp(now + _pause(row["attempts"])), row["position"]),
            )
        log.warning("webhook not taken (%s), will be sent again", failure)


def _pause(attempts: int) -> timedelta:
    seconds = min(FIRST_RETRY_S * 2 ** min(attempts, 10), LONGEST_RETRY_S)
    return timedelta(seconds=seconds * random.uniform(1, 1.25))  # noqa: S311 -- jitter, not a secret
