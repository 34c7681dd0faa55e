"""Parcels under way with a long past: carriers' words by the million."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from yarmarka.bench.ground import refresh_statistics
from yarmarka.bench.orders.past import fill_book
from yarmarka.kernel.sql import Statement, chunks

#: how often a parcel has been spoken of
WORDS: Final = 20
TEXTS: Final = {"en": "Arrived at sorting centre", "ru": "Прибыло в сортировочный центр"}
RAW: Final = {
    "number": "LP000000000CN",
    "code": "EDD",
    "text": TEXTS,
    "place": "Kazan",
    "country": "RU",
    "occurred_at": "2026-11-01T12:00:00+03:00",
}
_PARCELS: Final = Statement.beside(__file__, "past_parcels")
_EVENTS: Final = Statement.beside(__file__, "past_events")
_AT_ONCE: Final = 25_000


def number_of(parcel: int) -> str:
    """Return the number of the bench's n-th parcel, from 1."""
    return f"LP{parcel:09}CN"


def fill_past(events: int, *, template_id: UUID, now: datetime, say: Callable[[str], None]) -> int:
    """Let there be so many past events, spread over parcels of orders of their own; return how many parcels."""
    wanted = max(1, events // WORDS)
    fill_book(wanted + 1, template_id=template_id, now=now, say=say)
    parcels = _PARCELS.run()
    with _as_restored("shipping_parcelevent"):
        for numbers in chunks(range(1, parcels + 1), _AT_ONCE):
            _EVENTS.run(**_bounds(numbers), words=WORDS, texts=TEXTS, raw=RAW)
            say(f"{numbers[-1] * WORDS:,} past events")
    refresh_statistics()
    return parcels


@contextmanager
def _as_restored(table: str) -> Iterator[None]:
    """Let a table be filled without its references and look-ups, and make them at the end, as restoring a copy does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype = 'f'",
            [table],
        )
        references = cursor.fetchall()
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid = %s::regclass AND NOT indisunique",
            [table],
        )
        lookups = cursor.fetchall()
        for name, _ in references:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _ in lookups:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _, written in lookups:
            cursor.execute(written.replace(" ON ONLY ", " ON "))  # of all months, not of the parent alone
        for name, written in references:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {written}")


def _bounds(numbers: Any) -> dict[str, str]:
    return {"first": number_of(numbers[0]), "last": number_of(numbers[-1])}
