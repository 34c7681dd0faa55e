"""Reads a request's JSON or form field by field and refuses, by name, what can't be taken."""

import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from yarmarka.simulators.shared.refusals import invalid

_ABSENT: Final = object()
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_MOST_MINOR: Final = 10**15


class Fields:
    """The fields of one request. Every reader returns a value of the right type or refuses."""

    def __init__(self, values: Any, *, inside: str = "") -> None:
        if not isinstance(values, Mapping):
            raise invalid(inside or "body", "A JSON object is wanted here.")
        self._values: Mapping[str, Any] = values
        self._inside = f"{inside}." if inside else ""

    def text(self, name: str, *, longest: int = 250, default: Any = _ABSENT) -> str:
        """Return a text, without blanks around it; without a default it must not be empty."""
        value = self._values.get(name)
        if value in (None, "") and default is not _ABSENT:
            return str(default)
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            raise self.wrong(name, f"A text of 1 to {longest} characters is wanted.")
        return value.strip()

    def whole(self, name: str, *, least: int, most: int = _MOST_MINOR, default: Any = _ABSENT) -> int:
        """Return a whole number within bounds."""
        value = self._values.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(name, f"A whole number from {least} to {most} is wanted.")
        return value

    def number(self, name: str, *, least: float, most: float, default: Any = _ABSENT) -> float:
        """Return a number within bounds."""
        value = self._values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.wrong(name, "A number is wanted.")
        if not least <= value <= most:
            raise self.wrong(name, f"A number from {least} to {most} is wanted.")
        return float(value)

    def flag(self, name: str) -> bool:
        """Return true or false; false when absent."""
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name, "true or false is wanted.")
        return value

    def one_of(self, name: str, choices: tuple[str, ...], *, default: Any = _ABSENT) -> str:
        """Return one of the choices."""
        value = self._values.get(name, default)
        if value not in choices:
            raise self.wrong(name, f"One of these is wanted: {', '.join(choices)}.")
        return str(value)

    def currency(self, name: str = "currency") -> str:
        """Return an ISO 4217 code by its shape."""
        return self._shaped(name, _CURRENCY, "A currency code such as RUB is wanted.")

    def country(self, name: str = "country") -> str:
        """Return an ISO 3166-1 alpha-2 code by its shape."""
        return self._shaped(name, _COUNTRY, "A country code such as RU is wanted.")

    def web_address(self, name: str) -> str:
        """Return an absolute http or https address."""
        value = self.text(name, longest=2000)
        if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc:
            raise self.wrong(name, "A whole web address (http or https) is wanted.")
        return value

    def instant(self, name: str) -> datetime | None:
        """Return an instant in ISO 8601 with a time zone, or nothing when absent."""
        value = self._values.get(name)
        if value is None:
            return None
        try:
            at = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            at = None
        if at is None or at.tzinfo is None:
            raise self.wrong(name, "An instant such as 2026-11-22T10:00:00Z is wanted.")
        return at

    def only(self, *names: str) -> dict[str, Any]:
        """Return some of the fields as they came."""
        return {name: self._values.get(name) for name in names}

    def group(self, name: str) -> "Fields":
        """Return the fields of an object within."""
        return Fields(self._values.get(name), inside=f"{self._inside}{name}")

    def groups(self, name: str) -> list["Fields"]:
        """Return the objects of a list within; none when it is absent."""
        values = self._values.get(name)
        if values is not None and not isinstance(values, list):
            raise self.wrong(name, "A list is wanted.")
        return [Fields(value, inside=f"{self._inside}{name}.{i}") for i, value in enumerate(values or [])]

    def _shaped(self, name: str, shape: re.Pattern[str], reason: str) -> str:
        value = self._values.get(name)
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise self.wrong(name, reason)
        return value

    def wrong(self, name: str, reason: str) -> Exception:
        """Return the refusal of a field, by its whole name."""
        return invalid(f"{self._inside}{name}", reason)
