"""On which days sellers are paid, from which amount, and what keeps a seller from being paid.

| rhythm | paydays |
|---|---|
| daily | every day |
| weekly | its weekday |
| twice a month | the 1st and the 16th |
| by hand | none: somebody presses the button |

Days are those of UTC, as everywhere in the books. What was not paid on its day (nobody worked that day, or less
than the minimum was owed) is paid with the next one.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from yarmarka.domain.payouts.errors import TermsInvalid
from yarmarka.domain.payouts.types import Hindrance, Rhythm, Terms

#: What a seller is paid by until somebody sets other terms: on Mondays, by the provider.
DEFAULT: Final = Terms()
#: The least that is sent by itself, by currency, in minor units: below it a transfer's costs are too large a part.
MINIMUMS: Final[Mapping[str, int]] = {
    "RUB": 50_000,
    "CNY": 5_000,
    "USD": 1_000,
    "EUR": 1_000,
    "GBP": 1_000,
}
_DAYS_OF_MONTH: Final = frozenset({1, 16})
_LONGEST_GAP: Final = 31


def check_terms(terms: Terms) -> None:
    """Raise TermsInvalid, naming the field, for terms that nobody can be paid by."""
    if (terms.rhythm is Rhythm.WEEKLY) != (terms.weekday in range(7)):
        raise TermsInvalid(field="weekday", rhythm=terms.rhythm.value)
    if terms.minimum_minor is not None and terms.minimum_minor < 1:
        raise TermsInvalid(field="minimum", rhythm=terms.rhythm.value)


def minimum_of(terms: Terms, currency: str) -> int:
    """Return the least that is paid out by itself, in minor units."""
    return terms.minimum_minor if terms.minimum_minor is not None else MINIMUMS.get(currency, 1)


def is_payday(terms: Terms, day: date) -> bool:
    """Test if the clock pays on this day."""
    match terms.rhythm:
        case Rhythm.DAILY:
            return True
        case Rhythm.WEEKLY:
            return day.weekday() == terms.weekday
        case Rhythm.TWICE_A_MONTH:
            return day.day in _DAYS_OF_MONTH
        case Rhythm.BY_HAND:
            return False


def payday_since(terms: Terms, *, after: date, until: date) -> date | None:
    """Return the latest payday in `after < day <= until`, or nothing."""
    days = (until - timedelta(days=back) for back in range(min((until - after).days, _LONGEST_GAP)))
    return next((day for day in days if is_payday(terms, day)), None)


def next_payday(terms: Terms, *, today: date) -> date | None:
    """Return the first payday after today; nothing for payouts by hand."""
    days = (today + timedelta(days=ahead) for ahead in range(1, _LONGEST_GAP + 1))
    return next((day for day in days if is_payday(terms, day)), None)


def hindrance(terms: Terms, *, account: str, owed_minor: int, least_minor: int) -> Hindrance | None:
    """Return what keeps a seller from being paid, the weightiest first; nothing if it can be."""
    if terms.held_reason:
        return Hindrance.HELD
    if owed_minor < 0:
        return Hindrance.OWES_US
    if owed_minor == 0:
        return Hindrance.NOTHING_OWED
    if not account:
        return Hindrance.NO_ACCOUNT
    return Hindrance.BELOW_MINIMUM if owed_minor < least_minor else None
