"""Filters and tags say things in the reader's language."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.template import engines
from django.utils import timezone
from django.utils.translation import override

from yarmarka.presentation.dates import likely_zone

FACTS = {
    "minor": 149_900,
    "nothing": None,
    "on": date(2026, 12, 4),
    "at": datetime(2026, 12, 4, 21, 30, tzinfo=UTC),
    "exact": datetime(2026, 12, 4, 21, 30, 5, 123456, tzinfo=UTC),
    "texts": {"ru": "Чайник", "en": "Kettle"},
    "id": UUID(int=1),
    "count": 2013,
    "table": {"a": 1},
}


@pytest.mark.parametrize(
    ("source", "russian", "english"),
    [
        ("{{ minor|money:'RUB' }}", "1\xa0499,00\xa0₽", "₽1,499.00"),
        ("{{ minor|price:'RUB' }}", "1\xa0499\xa0₽", "₽1,499"),
        ("{{ nothing|money:'RUB' }}{{ nothing|day }}{{ nothing|moment }}{{ nothing|number }}", "", ""),
        ("{{ count|number }}", "2\xa0013", "2,013"),
        (
            "{{ on|day }}",
            '<time datetime="2026-12-04">4 декабря 2026\u202fг.</time>',
            '<time datetime="2026-12-04">4 December 2026</time>',
        ),
        (
            "{{ exact|moment }}",
            '<time datetime="2026-12-04T21:30:05+00:00">5 декабря 2026\u202fг., 00:30 МСК</time>',
            '<time datetime="2026-12-04T21:30:05+00:00">5 December 2026, 00:30 MSK</time>',
        ),
        ("{{ at|moment_text }}", "5 декабря 2026\u202fг., 00:30 МСК", "5 December 2026, 00:30 MSK"),
        ("{% country 'CN' %} {{ 'CN'|country }}", "Китай Китай", "China China"),
        ("{{ texts|in_language }}{{ nothing|in_language }}", "Чайник", "Kettle"),
        ("{{ id|public:'ord' }}", "ord_00000000000000000000000001", "ord_00000000000000000000000001"),
        ("{{ table|get:'a' }}{{ table|get:'b' }}", "1None", "1None"),
    ],
)
def test_words(source: str, russian: str, english: str) -> None:
    template = engines["django"].from_string(source)
    with timezone.override(likely_zone("ru")):
        with override("ru"):
            assert template.render(FACTS) == russian
        with override("en"):
            assert template.render(FACTS) == english
