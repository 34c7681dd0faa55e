"""What a look at an installation finds."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing seen: `ok`, `warn` (it runs, but) or `fail` (mend it), and what helps."""

    level: Literal["ok", "warn", "fail"]
    what: str
    remedy: str = ""


def ok(what: str) -> Finding:
    """Return a good finding."""
    return Finding("ok", what)


def warn(what: str, *, remedy: str) -> Finding:
    """Return one to keep an eye on."""
    return Finding("warn", what, remedy)


def fail(what: str, *, remedy: str) -> Finding:
    """Return one to mend."""
    return Finding("fail", what, remedy)
