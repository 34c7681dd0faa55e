"""Tables that grow for ever are split by month on their UUIDv7 key, whose first bits are its birth.

Partitioning by the key itself keeps a plain one-column primary key and lets every look-up by id go to one
month (docs/decisions/0002).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from yarmarka.kernel.ids import first_id

PARTITIONED = (
    "kernel_outboxmessage",
    "orders_orderline",
    "inventory_stockmovement",
    "ledger_entry",
    "shipping_parcelevent",
)


def partitioned_by_month(table: str) -> str:
    """Return SQL that turns Django's freshly created, empty table into one partitioned by its `id`.

    The table keeps its columns, checks and indexes; its foreign keys are added by later operations.
    """
    return f"""
        ALTER TABLE {table} RENAME TO {table}_plain;
        CREATE TABLE {table} (LIKE {table}_plain INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
            PARTITION BY RANGE (id);
        DROP TABLE {table}_plain;
        ALTER TABLE {table} ADD PRIMARY KEY (id);
        CREATE TABLE {table}_other PARTITION OF {table} DEFAULT;
    """


def months(first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the first instant of every month from `first` to `last`, each with that of the next."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        start = datetime(year, month, 1, tzinfo=UTC)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        yield start, datetime(year, month, 1, tzinfo=UTC)


def ensure_partitions(*, first: datetime, last: datetime) -> int:
    """Create the partitions that are missing between two instants; return how many were made.

    Rows that came before their month's partition, and wait in the default one, move into it.
    """
    made = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relispartition")
        present = {name for (name,) in cursor.fetchall()}
        for table in PARTITIONED:
            for start, end in months(first, last):
                name = f"{table}_{start:%Y_%m}"
                if name not in present:
                    # Each in a transaction of its own: a table is locked no longer than it must be.
                    with transaction.atomic():
                        _make(cursor, table, name, bounds=(first_id(start), first_id(end)))
                    made += 1
    return made


def _make(cursor: Any, table: str, name: str, *, bounds: tuple[UUID, UUID]) -> None:
    early, born = f"{table}_other", f"id >= '{bounds[0]}' AND id < '{bounds[1]}'"
    as_partition = f"FOR VALUES FROM ('{bounds[0]}') TO ('{bounds[1]}')"
    cursor.execute(f"SELECT EXISTS (SELECT FROM {early} WHERE {born})")  # noqa: S608 -- our tables, our ids
    if not cursor.fetchone()[0]:
        cursor.execute(f"CREATE TABLE {name} PARTITION OF {table} {as_partition}")
        return
    # They only change their shelf: guards against deleting, and foreign keys seen already, sleep meanwhile.
    for statement in (
        f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {early} DISABLE TRIGGER USER",
        f"CREATE TABLE {name} (LIKE {table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)",
        f"INSERT INTO {name} SELECT * FROM {early} WHERE {born}",  # noqa: S608 -- our tables, our ids
        f"DELETE FROM {early} WHERE {born}",  # noqa: S608 -- our tables, our ids
        f"ALTER TABLE {table} ATTACH PARTITION {name} {as_partition}",
        f"ALTER TABLE {early} ENABLE TRIGGER USER",
    ):
        cursor.execute(statement)
