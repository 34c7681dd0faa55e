"""Reads what a service outside sent, field by field: the right type, or BadPayload with the field's name."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from yarmarka.connectors.errors import BadPayload
from yarmarka.vocabulary.money import CURRENCIES, Money

Word = TypeVar("Word", bound=StrEnum)


class Facts:
    """A JSON object from outside. Nothing in it is believed before it is checked."""

    def __init__(self, values: Any, *, inside: str = "") -> None:
        if not isinstance(values, Mapping):
            raise BadPayload(field=inside or "body", reason="not_an_object")
        self.raw: dict[str, Any] = dict(values)
        self._inside = f"{inside}." if inside else ""

    def text(self, name: str) -> str:
        """Return a text that is not empty."""
        value = self.raw.get(name)
        if not isinstance(value, str) or not value:
            raise self.bad(name, "not_a_text")
        return value

    def text_or_empty(self, name: str) -> str:
        """Return a text, or an empty one when it is absent."""
        return self.text(name) if self.raw.get(name) else ""

    def whole(self, name: str) -> int:
        """Return a whole number."""
        value = self.raw.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.bad(name, "not_a_whole_number")
        return value

    def money(self, amount: str = "amount_minor", currency: str = "currency") -> Money:
        """Return an amount in minor units of a currency that we know."""
        if self.text(currency) not in CURRENCIES:
            raise self.bad(currency, "unknown_currency")
        return Money(self.whole(amount), self.text(currency))

    def instant(self, name: str) -> datetime:
        """Return an instant that carries its time zone."""
        try:
            at = datetime.fromisoformat(self.text(name))
        except ValueError:
            raise self.bad(name, "not_an_instant") from None
        if at.tzinfo is None:
            raise self.bad(name, "no_time_zone")
        return at

    def word(self, name: str, meanings: Mapping[str, Word]) -> Word:
        """Return what a word of theirs means to us."""
        meaning = meanings.get(self.text(name))
        if meaning is None:
            raise self.bad(name, "unknown_word")
        return meaning

    def group(self, name: str) -> "Facts":
        """Return an object within."""
        return Facts(self.raw.get(name), inside=f"{self._inside}{name}")

    def groups(self, name: str) -> Sequence["Facts"]:
        """Return the objects of a list within."""
        values = self.raw.get(name)
        if not isinstance(values, list):
            raise self.bad(name, "not_a_list")
        return [Facts(value, inside=f"{self._inside}{name}[{i}]") for i, value in enumerate(values)]

    def bad(self, name: str, reason: str) -> BadPayload:
        """Return the error that names a field."""
        return BadPayload(field=f"{self._inside}{name}", reason=reason)
