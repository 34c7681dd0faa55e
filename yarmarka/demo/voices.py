"""What people of the demo world say of what they bought, what sellers answer, and what is asked.

It stands in `voices.toml`, by the key of a thing.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

_FILE: Final = Path(__file__).parent / "voices.toml"
_Text = Annotated[str, Meta(min_length=1)]


class Voice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A review: one to five stars, words in one language, and where the seller had something to say, its answer."""

    stars: Annotated[int, Meta(ge=1, le=5)]
    text: _Text
    pros: str = ""
    cons: str = ""
    language: Literal["ru", "en", "zh"] = "ru"
    reply: str = ""


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question about a thing, with the seller's answer if there is one already."""

    text: _Text
    answer: str = ""
    language: Literal["ru", "en", "zh"] = "ru"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reviews: dict[str, list[Voice]]
    questions: dict[str, list[Asked]]


@cache
def _said() -> _File:
    return msgspec.toml.decode(_FILE.read_bytes(), type=_File)


def voices() -> tuple[tuple[str, Voice], ...]:
    """Return every review with the key of its thing."""
    return tuple((key, voice) for key, own in _said().reviews.items() for voice in own)


def questions() -> tuple[tuple[str, Asked], ...]:
    """Return every question with the key of its thing."""
    return tuple((key, asked) for key, own in _said().questions.items() for asked in own)
