"""How a stand-in's webhooks misbehave when asked to: late, several times, out of order."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Final

from yarmarka.simulators.shared.fields import Fields

SCOPES: Final = ("next", "all")


@dataclass(frozen=True)
class Behaviour:
    """`delay_s` seconds late, `duplicate` extra copies, `reorder`: earlier news after later news."""

    delay_s: float = 0.0
    duplicate: int = 0
    reorder: bool = False

    def as_text(self) -> str:
        """Return it as JSON, to be kept with the thing that it concerns."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Behaviour":
        """Return what `as_text` wrote."""
        return cls(**json.loads(text))

    @classmethod
    def asked(cls, fields: Fields) -> "Behaviour":
        """Return what a request asks for."""
        return cls(
            delay_s=fields.number("delay_s", least=0, most=3600, default=0),
            duplicate=fields.whole("duplicate", least=0, most=10, default=0),
            reorder=fields.flag("reorder"),
        )


def set_behaviour(db: sqlite3.Connection, scope: str, behaviour: Behaviour) -> None:
    """Let the next new thing, or everything from now on, behave so."""
    db.execute("INSERT OR REPLACE INTO behaviour VALUES (?, ?)", (scope, behaviour.as_text()))


def take_next(db: sqlite3.Connection) -> str | None:
    """Return, once, what was asked for the next new thing."""
    row = db.execute("DELETE FROM behaviour WHERE scope = 'next' RETURNING facts").fetchone()
    return str(row["facts"]) if row else None


def behaviour_of(db: sqlite3.Connection, own: str | None) -> Behaviour:
    """Return a thing's own behaviour, or else that of everything."""
    if own:
        return Behaviour.from_text(own)
    row = db.execute("SELECT facts FROM behaviour WHERE scope = 'all'").fetchone()
    return Behaviour.from_text(row["facts"]) if row else Behaviour()
