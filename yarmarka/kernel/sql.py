"""Named SQL in files: loads a statement once, runs it, and gives frozen rows back."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
import psycopg
from django.db import connection
from psycopg.types.json import Jsonb, JsonbLoader

Row = TypeVar("Row")


@dataclass(frozen=True)
class Statement:
    """One SQL statement from a file. Parameters are named: `%(name)s`."""

    name: str
    text: str

    @classmethod
    def beside(cls, module_file: str, name: str) -> "Statement":
        """Load `sql/<name>.sql` from the folder that the module stands in."""
        return cls(name=name, text=_read(Path(module_file).parent / "sql" / f"{name}.sql"))

    def sent(self, **values: Any) -> "Sent":
        """Execute; the answer can be taken later. Within `together` it is not waited for now."""
        cursor = _open_cursor()
        cursor.execute(self.text, _adapted(values))
        return Sent(cursor)

    def run(self, **values: Any) -> int:
        """Execute; return how many rows it touched."""
        with _cursor() as cursor:
            cursor.execute(self.text, _adapted(values))
            return int(cursor.rowcount)

    def rows(self, shape: type[Row], **values: Any) -> list[Row]:
        """Execute; return one `shape(**columns)` per row."""
        with _cursor() as cursor:
            cursor.execute(self.text, _adapted(values))
            names = [column.name for column in cursor.description or ()]
            return [shape(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]

    def one(self, shape: type[Row], **values: Any) -> Row | None:
        """Execute; return the only row, or nothing."""
        found = self.rows(shape, **values)
        return found[0] if found else None

    def decoded(self, shape: type[Row], **values: Any) -> Row:
        """Execute a statement whose only value is JSON as text; return it as `shape`, nested shapes included.

        For many rows this costs less than making each from its columns.
        """
        with _cursor() as cursor:
            cursor.execute(self.text, _adapted(values))
            return msgspec.json.decode(cursor.fetchone()[0], type=shape)

    def pairs(self, **values: Any) -> dict[Any, Any]:
        """Execute a statement with two columns; return first → second."""
        with _cursor() as cursor:
            cursor.execute(self.text, _adapted(values))
            return dict(cursor.fetchall())

    def column(self, **values: Any) -> list[Any]:
        """Execute; return the first column."""
        with _cursor() as cursor:
            cursor.execute(self.text, _adapted(values))
            return [row[0] for row in cursor.fetchall()]


def columns(items: Sequence[Any], *names: str) -> dict[str, list[Any]]:
    """Turn items into one list per attribute, as `unnest` takes them."""
    return {name: [getattr(item, name) for item in items] for name in names}


def as_json(items: Any) -> str:
    """Return items, frozen shapes among them, as JSON that a statement takes apart with json_to_recordset.

    For many columns this costs less than an array for each. UUIDs, instants and decimals become text.
    """
    return msgspec.json.encode(items).decode()


def like_literal(text: str) -> str:
    """Return what somebody typed, trimmed, so that LIKE finds exactly it: its wildcards are signs like others.

    NUL, which no text of the database holds, is left out.
    """
    return text.replace("\x00", "").strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def hold_name(name: str) -> None:
    """Let nobody else hold the same name until the end of the transaction, also where there is no row yet to lock."""
    with _cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


class Sent:
    """A statement that is on its way."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def decoded(self, shape: type[Row]) -> Row:
        """Return its only value, which is JSON as text, as `shape`."""
        with connection.wrap_database_errors:
            return msgspec.json.decode(self._cursor.fetchone()[0], type=shape)


@contextmanager
def together() -> Iterator[None]:
    """Let statements that are `sent` inside go out at once, without waiting for one before the next (a pipeline).

    They are done in their order. If one fails, those behind it are not done, and what it raises is raised here at the
    latest. What needs an answer at once (`run`, `rows` …) has no place inside.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, cast(Any, connection.connection).pipeline():
        yield


@contextmanager
def _cursor() -> Iterator[Any]:
    with _open_cursor() as cursor:
        yield cursor


def _open_cursor() -> Any:
    """Open a cursor whose parameters travel beside the statement, in binary, and which PostgreSQL prepares.

    Django's own cursors write parameters into the text, which costs a batch of orders most of its time.
    """
    connection.ensure_connection()
    raw = psycopg.Cursor(cast(Any, connection.connection))
    # Django leaves jsonb as text, for its own fields to decode; a row of ours wants the value.
    raw.adapters.register_loader("jsonb", JsonbLoader)
    return connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw)  # type: ignore[arg-type]  # psycopg's own


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _adapted(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _adapt(value) for name, value in values.items()}


def _adapt(value: Any) -> Any:
    if isinstance(value, dict):
        return Jsonb(value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [Jsonb(item) for item in value]
    return value


def chunks(items: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    """Yield the items in runs of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
