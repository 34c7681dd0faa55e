"""Days and moments read in the reader's zone, and say which zone that is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from yarmarka.presentation.dates import (
    format_day,
    format_moment,
    format_season,
    format_span,
    format_weekday,
    likely_zone,
)

LATE_EVENING = datetime(2026, 12, 4, 21, 30, tzinfo=UTC)
MOSCOW = ZoneInfo("Europe/Moscow")


def test_an_evening_in_greenwich_is_the_next_day_in_moscow() -> None:
    assert format_day(LATE_EVENING, "ru", MOSCOW) == "5 декабря 2026\u202fг."
    assert format_day(LATE_EVENING, "en", ZoneInfo("UTC")) == "4 December 2026"
    assert format_day(LATE_EVENING, "zh", ZoneInfo("Asia/Shanghai")) == "2026年12月5日"


def test_a_date_is_the_same_in_every_zone() -> None:
    assert format_day(date(2026, 12, 4), "ru", ZoneInfo("Asia/Vladivostok")) == "4 декабря 2026\u202fг."


def test_a_moment_names_its_zone() -> None:
    assert format_moment(LATE_EVENING, "ru", MOSCOW) == "5 декабря 2026\u202fг., 00:30 МСК"
    assert format_moment(LATE_EVENING, "en", MOSCOW) == "5 December 2026, 00:30 MSK"
    assert format_moment(LATE_EVENING, "en", ZoneInfo("Asia/Shanghai")) == "5 December 2026, 05:30 UTC+8"
    assert format_moment(LATE_EVENING, "en", ZoneInfo("America/St_Johns")).endswith("18:00 UTC−3:30")


def test_without_a_zone_the_readers_own_is_used() -> None:
    with timezone.override(likely_zone("ru")):
        assert format_moment(LATE_EVENING, "ru").endswith("00:30 МСК")
    with timezone.override(likely_zone("en")):
        assert format_moment(LATE_EVENING, "en").endswith("21:30 UTC")


def test_a_promise_has_its_weekday() -> None:
    assert format_weekday(date(2026, 12, 4), "ru") == "пт, 4 декабря"
    assert format_weekday(date(2026, 12, 4), "en") == "Fri 4 December"
    assert format_weekday(date(2026, 12, 4), "zh") == "12月4日周五"


def test_how_long_something_lasts_is_said_in_every_language() -> None:
    assert [format_span(7, "day", language) for language in ("ru", "en", "zh")] == ["7 дней", "7 days", "7天"]
    assert format_span(30, "minute", "zh") == "30分钟"


def test_a_season_is_told_by_days_without_a_year() -> None:
    season = ("06-15", "02-29")
    assert [format_season(season, language) for language in ("ru", "en", "zh")] == [
        "15 июня – 29 февраля",
        "15 June – 29 February",
        "6月15日 – 2月29日",
    ]
