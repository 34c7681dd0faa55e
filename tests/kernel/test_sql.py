"""Named SQL: rows come back frozen and whole, JSON as values, and nothing is put into the text."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from yarmarka.kernel.sql import Statement, chunks, columns

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Thing:
    name: str
    facts: Any


def test_rows_come_back_as_what_they_are() -> None:
    asked = Statement("t", "SELECT %(name)s::text AS name, %(facts)s::jsonb AS facts")
    facts = {"список": [1, None, {"a": "b"}]}
    assert asked.rows(Thing, name="Чайник", facts=facts) == [Thing("Чайник", facts)]
    assert asked.one(Thing, name="x", facts={}) == Thing("x", {})


def test_nothing_is_none_and_no_rows_are_no_rows() -> None:
    nothing = Statement("t", "SELECT 'x' AS name, NULL AS facts WHERE false")
    assert nothing.one(Thing) is None
    assert nothing.rows(Thing) == nothing.column() == []
    assert nothing.pairs() == {}


def test_lists_become_arrays_with_gaps_and_json() -> None:
    asked = Statement(
        "t",
        "SELECT name, facts FROM unnest(%(names)s::text[], %(facts)s::jsonb[]) AS thing (name, facts)",
    )
    assert asked.pairs(names=["a", None], facts=[{"n": 1}, {"n": 2}]) == {"a": {"n": 1}, None: {"n": 2}}
    assert asked.rows(Thing, names=[], facts=[]) == []


@pytest.mark.parametrize("text", ["'; DROP TABLE orders_order; --", "%s %(x)s %%", "\\", '"', "\u2028"])
def test_what_people_write_stays_text(text: str) -> None:
    assert Statement("t", "SELECT %(text)s::text").column(text=text) == [text]


def test_it_says_how_many_rows_it_touched() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE basket (n int) ON COMMIT DROP")
    assert Statement("t", "INSERT INTO basket SELECT * FROM generate_series(1, %(n)s)").run(n=3) == 3


def test_django_still_reads_json_its_own_way_afterwards() -> None:
    from tests.market import NOW
    from yarmarka.kernel.models import OutboxMessage
    from yarmarka.kernel.outbox import Message, publish

    publish([Message("letter", {"n": 1})], now=NOW)
    assert OutboxMessage.objects.get().facts == {"n": 1}


def test_a_statement_stands_in_the_folder_beside_its_module(tmp_path: Path) -> None:
    (tmp_path / "sql").mkdir()
    (tmp_path / "sql" / "answer.sql").write_text("SELECT 42")
    assert Statement.beside(str(tmp_path / "module.py"), "answer").column() == [42]
    with pytest.raises(FileNotFoundError):
        Statement.beside(str(tmp_path / "module.py"), "question")


def test_columns_turn_items_into_lists() -> None:
    assert columns([Thing("a", 1), Thing("b", 2)], "name", "facts") == {"name": ["a", "b"], "facts": [1, 2]}
    assert [list(run) for run in chunks([1, 2, 3, 4, 5], 2)] == [[1, 2], [3, 4], [5]]
