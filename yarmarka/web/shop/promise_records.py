"""What pages of kept promises tell: records of routes, lanes and services, by week and by month."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from babel.numbers import format_percent

from yarmarka.domain.shipping.queries import promise_tallies
from yarmarka.domain.shipping.rules.keeping import Kept, kept
from yarmarka.domain.shipping.types import PromiseTally, Span
from yarmarka.presentation.locales import current_language
from yarmarka.web.shop.days_chart import DaysChart, Week, days_chart

#: half a year of weeks, and a year of months
WEEKS: Final = 26
MONTHS: Final = 12

Key = TypeVar("Key")
Route = tuple[str, str]


@dataclass(frozen=True)
class Record:
    """What became of promises, and what share of them was kept, in words of the reader's language."""

    kept: Kept
    share: str


@dataclass(frozen=True)
class Dated:
    """A record of a week or a month."""

    begins_on: date
    record: Record


@dataclass(frozen=True)
class Told:
    """A record of some promises as a page tells it: in all, week by week as a picture, and month by month."""

    whole: Record
    weeks: tuple[Dated, ...]
    months: tuple[Dated, ...]
    chart: DaysChart | None


def record(tallies: Iterable[PromiseTally]) -> Record:
    """Return what became of some promises."""
    found = kept(tallies)
    whole = found.kept / found.due if found.due else 0
    return Record(found, str(format_percent(whole, format="#,##0 %", locale=current_language())))


def told(weeks: Sequence[PromiseTally], months: Sequence[PromiseTally]) -> Told:
    """Return a record in all, by week and by month.

    Weeks are told once all their promises are over, so that the quick services' are not drawn first; months and the
    whole count every promise that is over.
    """
    by_week = [
        (begins_on, own)
        for begins_on, own in dated(weeks)
        if not any(one.not_over for one in own) and any(one.due for one in own)
    ]
    weekly = tuple(Dated(begins_on, record(own)) for begins_on, own in by_week)
    monthly = tuple(
        Dated(begins_on, record(own)) for begins_on, own in dated(months) if any(one.due for one in own)
    )
    return Told(
        whole=record(weeks),
        weeks=weekly,
        months=tuple(reversed(monthly)),
        chart=days_chart([Week(one.begins_on, one.record.kept) for one in weekly]) if weekly else None,
    )


def dated(tallies: Iterable[PromiseTally]) -> list[tuple[date, list[PromiseTally]]]:
    """Return tallies by the day that their time begins on, the earliest first."""
    return sorted(grouped(tallies, lambda one: one.begins_on).items())


def grouped(
    tallies: Iterable[PromiseTally], key: Callable[[PromiseTally], Key]
) -> dict[Key, list[PromiseTally]]:
    """Return tallies by what they have in common."""
    found: dict[Key, list[PromiseTally]] = {}
    for one in tallies:
        found.setdefault(key(one), []).append(one)
    return found


def weeks_of(*, now: datetime, route: Route | None = None, carrier: str = "") -> tuple[PromiseTally, ...]:
    """Return the tallies of the last half-year's weeks."""
    since = (now - timedelta(weeks=WEEKS)).date()
    return promise_tallies(Span.WEEK, since=since, route=route, carrier=carrier)


def months_of(*, now: datetime, route: Route, carrier: str) -> tuple[PromiseTally, ...]:
    """Return the tallies of the last year's months of a carrier on a route."""
    since = now.date().replace(year=now.year - 1, day=1)
    return promise_tallies(Span.MONTH, since=since, route=route, carrier=carrier)
