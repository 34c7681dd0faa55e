"""A stand-in's things, kept as the JSON that it answers with, and its answers to requests that carry a key."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from yarmarka.simulators.shared.refusals import Refusal, missing
from yarmarka.simulators.shared.store import stamp

SCHEMA: Final = Path(__file__).with_name("things.sql")
Facts = dict[str, Any]


def keep(db: sqlite3.Connection, kind: str, facts: Facts, *, due: datetime | None = None) -> Facts:
    """Write a thing down as it stands now; `due` is when something happens to it on its own."""
    db.execute(
        """INSERT INTO thing (id, kind, facts, due_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET facts = excluded.facts, due_at = excluded.due_at""",
        (facts["id"], kind, json.dumps(facts), stamp(due) if due else None),
    )
    return facts


def thing(db: sqlite3.Connection, kind: str, thing_id: str) -> Facts:
    """Return a thing as it stands, or refuse."""
    row = db.execute("SELECT facts FROM thing WHERE id = ? AND kind = ?", (thing_id, kind)).fetchone()
    if row is None:
        raise missing(kind)
    found: Facts = json.loads(row["facts"])
    return found


def things(db: sqlite3.Connection, kind: str, **having: str) -> Iterator[Facts]:
    """Yield the things of a kind that have these facts, the latest first."""
    for row in db.execute("SELECT facts FROM thing WHERE kind = ? ORDER BY position DESC", (kind,)):
        facts: Facts = json.loads(row["facts"])
        if all(facts.get(name) == value for name, value in having.items()):
            yield facts


def due_things(db: sqlite3.Connection, *, now: datetime) -> list[tuple[str, Facts]]:
    """Return the kind and the facts of what something is to happen to now."""
    rows = db.execute("SELECT kind, facts FROM thing WHERE due_at <= ? LIMIT 100", (stamp(now),))
    return [(row["kind"], json.loads(row["facts"])) for row in rows.fetchall()]


def public(facts: Facts) -> Facts:
    """Return what others may know of a thing."""
    return {name: value for name, value in facts.items() if not name.startswith("_")}


def once(db: sqlite3.Connection, *, key: str, content: bytes, do: Callable[[], Facts]) -> Facts:
    """Do what is asked and remember the answer, or return what the key was answered with before.

    Refuses a key that comes a second time with another content, and one that is empty or too long.
    """
    if not 1 <= len(key) <= 255:
        raise Refusal(400, "key_missing", "A request key is wanted.", field="key")
    digest = hashlib.sha256(content).hexdigest()
    row = db.execute("SELECT content, facts FROM answer WHERE request_key = ?", (key,)).fetchone()
    if row is None:
        facts = do()
        db.execute("INSERT INTO answer VALUES (?, ?, ?)", (key, digest, json.dumps(facts)))
        return facts
    if row["content"] != digest:
        raise Refusal(400, "key_reused", "This key was used for another request.", field="key")
    known: Facts = json.loads(row["facts"])
    return known
