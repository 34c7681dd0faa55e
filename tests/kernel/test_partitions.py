"""Tables that grow for ever are split by month, and a month without its own part loses nothing."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import Error, connection, transaction

from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.models import Entry
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting
from yarmarka.kernel.models import OutboxMessage
from yarmarka.kernel.outbox import Message, publish
from yarmarka.kernel.partitions import PARTITIONED, ensure_partitions, months

pytestmark = pytest.mark.django_db
FAR = datetime(2040, 1, 31, 23, 59, tzinfo=UTC)


def part_of_newest_message() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM kernel_outboxmessage ORDER BY id DESC LIMIT 1")
        return str(cursor.fetchone()[0])


def test_months_run_over_the_turn_of_the_year() -> None:
    runs = list(months(datetime(2026, 11, 20, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)))
    assert [start.strftime("%F") for start, _ in runs] == ["2026-11-01", "2026-12-01", "2027-01-01"]
    assert all(end == following for (_, end), (following, _) in pairwise(runs))


def test_parts_are_made_once() -> None:
    assert ensure_partitions(first=FAR, last=FAR + timedelta(days=1)) == 2 * len(PARTITIONED)
    assert ensure_partitions(first=FAR, last=FAR + timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("instant", "part"),
    [
        (datetime(2040, 1, 1, tzinfo=UTC), "kernel_outboxmessage_2040_01"),
        (FAR + timedelta(seconds=59, milliseconds=999), "kernel_outboxmessage_2040_01"),
        (FAR + timedelta(minutes=1), "kernel_outboxmessage_2040_02"),
    ],
)
def test_a_row_lies_in_the_month_of_its_birth(instant: datetime, part: str) -> None:
    ensure_partitions(first=FAR, last=FAR + timedelta(days=1))
    publish([Message("letter")], now=instant)
    assert part_of_newest_message() == part


def test_a_month_without_a_part_is_kept_all_the_same() -> None:
    publish([Message("letter")], now=FAR)
    assert part_of_newest_message() == "kernel_outboxmessage_other"
    assert OutboxMessage.objects.count() == 1


def test_a_part_that_comes_late_takes_its_rows_over() -> None:
    publish([Message("letter", {"n": 1})], now=FAR)
    assert ensure_partitions(first=FAR, last=FAR) == len(PARTITIONED)
    assert part_of_newest_message() == "kernel_outboxmessage_2040_01"
    assert OutboxMessage.objects.get().facts == {"n": 1}


def test_even_the_ledgers_rows_may_change_their_shelf() -> None:
    entries = (NewEntry(AccountKind.ESCROW, 100, "RUB"), NewEntry(AccountKind.COMMISSION, -100, "RUB"))
    post([NewPosting(correlation_key="far", kind="sale", entries=entries)], now=FAR)
    ensure_partitions(first=FAR, last=FAR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableoid::regclass::text FROM ledger_entry")
        assert cursor.fetchall() == [("ledger_entry_2040_01",)]
        for table in ("ledger_entry", "ledger_entry_2040_01", "ledger_entry_other"):
            cursor.execute(
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'D'", [table]
            )
            assert cursor.fetchone() == (0,)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        Entry.objects.all().delete()


def test_looking_a_row_up_by_its_id_asks_one_part_only() -> None:
    ensure_partitions(first=FAR, last=FAR)
    publish([Message("letter")], now=FAR)
    key = OutboxMessage.objects.get().id
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT * FROM kernel_outboxmessage WHERE id = %s", [key])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "kernel_outboxmessage_2040_01" in plan
    assert plan.count(" on kernel_outboxmessage") == 1
