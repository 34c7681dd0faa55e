"""Unions of countries and their members by date: a rule may name a union, and means who belonged to it that day."""

from collections.abc import Iterable
from datetime import date
from typing import Final

_FOR_EVER: Final = date.max
#: from when on each group of members belonged, and until when if it left
_EU: Final = (
    ("BE DE FR IT LU NL", date(1993, 11, 1), _FOR_EVER),
    ("DK IE GR ES PT", date(1993, 11, 1), _FOR_EVER),
    ("GB", date(1993, 11, 1), date(2020, 2, 1)),
    ("AT FI SE", date(1995, 1, 1), _FOR_EVER),
    ("CY CZ EE HU LT LV MT PL SI SK", date(2004, 5, 1), _FOR_EVER),
    ("BG RO", date(2007, 1, 1), _FOR_EVER),
    ("HR", date(2013, 7, 1), _FOR_EVER),
)
_EAEU: Final = (
    ("BY KZ RU", date(2015, 1, 1), _FOR_EVER),
    ("AM", date(2015, 1, 2), _FOR_EVER),
    ("KG", date(2015, 8, 12), _FOR_EVER),
)
UNIONS: Final = {
    union: {country: (since, until) for named, since, until in groups for country in named.split()}
    for union, groups in (("EU", _EU), ("EAEU", _EAEU))
}


def with_unions(countries: Iterable[str], *, on: date) -> frozenset[str]:
    """Return these countries and the unions that any of them belongs to on a day; anything else is left as it is."""
    named = frozenset(filter(None, countries))
    return named | {
        union for union, members in UNIONS.items() if any(_belongs(one, members, on=on) for one in named)
    }


def _belongs(country: str, members: dict[str, tuple[date, date]], *, on: date) -> bool:
    since, until = members.get(country, (_FOR_EVER, _FOR_EVER))
    return since <= on < until
