"""How promises were kept is counted every night, lane by lane, for everybody to see."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from yarmarka.domain.shipping.actions import note_tallies
from yarmarka.domain.shipping.queries import tallied_at
from yarmarka.reads.promises_counted import promises_counted

#: so many months are counted anew: what has not come by then is not waited for any more
_MONTHS: Final = 6
#: the first time, as far back as deliveries teach anything
_YEARS: Final = 3


def count_due_promises(*, now: datetime) -> None:
    """Count what became of promises once a day; harmless to ask for at any time."""
    last = tallied_at()
    if last is None or last.date() < now.date():
        count_promises(now=now)


@transaction.atomic
def count_promises(*, now: datetime) -> int:
    """Count what became of the promises of the last months, and the first time of years; return how many tallies that
    gave. What was counted of earlier months stays."""
    today = now.date()
    since = _months_before(today, 12 * _YEARS if tallied_at() is None else _MONTHS)
    counted = promises_counted(since=since, today=today)
    note_tallies(counted, since=since, now=now)
    return len(counted)


def _months_before(day: date, months: int) -> date:
    """Return the first day of the month so many months before a day's own."""
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)
