"""Days and moments as people read them: CLDR formats, in the reader's zone, in full where one decides."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.units import format_unit
from django.utils import timezone

from yarmarka.presentation.locales import cldr

_MOMENT: Final = {"ru": "d MMMM y\u202f'г'., HH:mm", "en": "d MMMM y, HH:mm", "zh": "y年M月d日 HH:mm"}
#: has every day that a year may have
_LEAP_YEAR: Final = 2000
_WEEKDAY: Final = {"ru": "EEE, d MMMM", "en": "EEE d MMMM", "zh": "M月d日EEE"}
#: Zones that have a name everybody there uses; any other is shown as its offset, "UTC+8".
_ZONES: Final = {"UTC": "UTC", "Europe/Moscow": "MSK"}
_ZONES_IN: Final = {("ru", "Europe/Moscow"): "МСК"}

#: A reader's zone can't be known without scripts; until they set one, the language gives the likeliest.
_LIKELY: Final = {"ru": "Europe/Moscow", "zh": "Asia/Shanghai"}


def likely_zone(language: str) -> ZoneInfo:
    """Return the zone that most readers of a language live in; UTC where there is no such thing."""
    return ZoneInfo(_LIKELY.get(language.split("-", maxsplit=1)[0], "UTC"))


def format_day(day: date | datetime, locale: str, zone: tzinfo | None = None) -> str:
    """Return a date in full, `4 декабря 2026 г.`: at every point where somebody decides or proves."""
    return format_date(_on(day, zone), format="long", locale=cldr(locale))


def format_month(month: date, locale: str) -> str:
    """Return a month with its year, `ноябрь 2026 г.`"""
    return format_skeleton("yMMMM", month, locale=cldr(locale))


def format_season(season: tuple[str, str], locale: str) -> str:
    """Return what lasts each year from one day (`06-15`) to another: `15 июня – 10 октября`."""
    days = (date.fromisoformat(f"{_LEAP_YEAR}-{day}") for day in season)
    return " – ".join(format_skeleton("MMMMd", day, locale=cldr(locale)) for day in days)


def format_weekday(day: date | datetime, locale: str, zone: tzinfo | None = None) -> str:
    """Return a near date for a promise in a listing, without its year: `пт, 4 декабря`."""
    return format_date(_on(day, zone), format=_WEEKDAY.get(locale, _WEEKDAY["en"]), locale=cldr(locale))


def format_moment(at: datetime, locale: str, zone: tzinfo | None = None) -> str:
    """Return an instant in the reader's zone, and name the zone: `4 декабря 2026 г., 14:30 МСК`."""
    zone = zone or timezone.get_current_timezone()
    pattern = _MOMENT.get(locale, _MOMENT["en"])
    moment = format_datetime(at, format=pattern, tzinfo=zone, locale=cldr(locale))
    return f"{moment} {zone_name(at, locale, zone)}"


def format_span(number: int, unit: Literal["day", "minute"], locale: str) -> str:
    """Return how long something lasts, in words: `7 дней`, `30 minutes`, `7天`."""
    # CLDR has one length of these words in Chinese, and Babel knows it by the name of the short one only.
    return format_unit(
        number, f"duration-{unit}", length="short" if locale == "zh" else "long", locale=cldr(locale)
    )


def format_age(since: datetime, now: datetime, locale: str) -> str:
    """Return how long something has been waiting, in its largest unit: `3 hours`, `2 дня`."""
    return format_timedelta(now - since, threshold=1.0, granularity="minute", locale=cldr(locale))


def zone_name(at: datetime, locale: str, zone: tzinfo) -> str:
    """Return the short name of a zone, or its offset at that instant: `UTC+8`, `UTC−3:30`."""
    key = str(zone)
    named = _ZONES_IN.get((locale, key)) or _ZONES.get(key)
    return named or f"UTC{_offset(at, zone)}"


def _offset(at: datetime, zone: tzinfo) -> str:
    minutes = round((at.astimezone(zone).utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _on(day: date | datetime, zone: tzinfo | None) -> date:
    if isinstance(day, datetime):
        return day.astimezone(zone or timezone.get_current_timezone()).date()
    return day
