"""Dates of birth as lists write them, as ISO dates, months or years."""

import re
from datetime import UTC, datetime
from typing import Final

_FORMATS: Final = (
    ("%d %b %Y", "%Y-%m-%d"),
    ("%d %B %Y", "%Y-%m-%d"),
    ("%b %Y", "%Y-%m"),
    ("%d/%m/%Y", "%Y-%m-%d"),
    ("%d.%m.%Y", "%Y-%m-%d"),
)


def iso_dates(written: str) -> tuple[str, ...]:
    """Return the date, or the first and last year of a range, in it; nothing if there is none."""
    plain = re.sub(r"^(circa|approximately|between|c\.)\s*", "", written.strip(), flags=re.IGNORECASE)
    if found := re.match(r"\d{4}(-\d\d){0,2}(?=$|T|\s*$)", plain):
        return (found.group(),)
    for given, kept in _FORMATS:
        try:
            return (datetime.strptime(plain, given).replace(tzinfo=UTC).strftime(kept),)
        except ValueError:
            continue
    years = re.findall(r"\b(?:1[89]|20)\d\d\b", plain)
    return tuple(dict.fromkeys(years))
