"""What is written again is what was written."""

import json
from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from tests import again
from tests.market import NOW, Market, open_market

pytestmark = pytest.mark.django_db
#: numbers that sequences gave out, which nobody asks for twice
_COUNTED = {"id", "job_id", "pk"}
#: what says in which transaction and when it was written down
_OF_ITS_TIME = {
    "catalogue_goodschange": {"transaction", "changed_at"},
    "procrastinate_events": {"job_id", "at"},
}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, without the numbers that only count."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        rows = {}
        for table in tables:
            cursor.execute(sql.SQL("SELECT to_json(one)::text FROM {} one").format(sql.Identifier(table)))
            rows[table] = sorted(
                (
                    {
                        key: value
                        for key, value in json.loads(row).items()
                        if not (key in _COUNTED and isinstance(value, int))
                        and key not in _OF_ITS_TIME.get(table, ())
                    }
                    for (row,) in cursor.fetchall()
                ),
                key=repr,
            )
    return rows


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What one test leaves for the other."""
    return {}


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_market_is_the_same_the_second_time(kept: dict[str, Any], time: str) -> None:
    if time == "first":
        again._RECORDINGS.clear()
    market = open_market(countries=("CN", "RU"))
    written = everything()
    assert written["sellers_seller"], "it is a market"
    kept[time] = (written, market)
    if time == "second":
        assert len(again._RECORDINGS) == 1
        (before, made), (after, remade) = kept["first"], kept["second"]
        assert [table for table in after if before[table] != after[table]] == []
        assert (made.offers, made.address_id, made.sellers) == (
            remade.offers,
            remade.address_id,
            remade.sellers,
        )
        assert made.staff is not remade.staff


def test_where_something_is_there_already_it_is_made_anew() -> None:
    open_market(countries=("CN",))

    def second() -> Market | None:
        called.append(True)
        return None

    called: list[bool] = []
    again.made_again(second, key="second", now=NOW)
    again.made_again(second, key="second", now=NOW)
    assert len(called) == 2
