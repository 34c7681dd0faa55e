"""What shoppers and sellers of the demo world write to one another.

It stands in `talks.toml`: about a thing by its key, or about the newest order that its shopper has.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from yarmarka.domain.conversations.types import ReportCause, Side

_FILE: Final = Path(__file__).parent / "talks.toml"
_Text = Annotated[str, Meta(min_length=1)]
_Hours = Annotated[float, Meta(gt=0)]

#: what a talk is about that is not about a thing
ORDER: Final = "order"


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A message, so many hours after the one before."""

    by: Side
    text: _Text
    after: float = 0


class Reported(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One of the two asks staff to read; where there is a finding, they have, on the next day."""

    by: Side
    after: _Hours
    cause: ReportCause
    words: _Text
    finding: str = ""


class Talk(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A conversation: who begins it how many hours ago, about what, with which firm, and what is said."""

    who: _Text
    about: _Text
    hours: _Hours
    said: Annotated[list[Line], Meta(min_length=1)]
    firm: str = ""
    reported: Reported | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    talks: list[Talk]


@cache
def talks() -> tuple[Talk, ...]:
    """Return every conversation."""
    return tuple(msgspec.toml.decode(_FILE.read_bytes(), type=_File).talks)
