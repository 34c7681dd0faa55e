"""Bringing a database and what is derived from the code in step with the code."""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

# Any number will do, as long as it stays the same: two migrations at once wait for one another.
_MIGRATION_LOCK: Final = 72_105_310_417
_PAST: Final = timedelta(days=13 * 30.5)
_AHEAD: Final = timedelta(days=4 * 30.5)
_ILLITERATE: Final = (
    "warning: this database does not know Cyrillic letters, so that search in Russian finds nothing: "
    "create it with LOCALE 'C.UTF-8'"
)


@dataclass(frozen=True)
class Brought:
    """What was done to bring tables in step."""

    applied: tuple[str, ...]
    partitions: int
    catalogs: int


def bring_in_step(*, now: datetime, say: Callable[[str], None] = lambda _text: None) -> Brought:
    """Compile catalogs, apply migrations, make the cache's table and the months' partitions, take in supplied rules.

    Harmless to repeat and to run twice at once; with nothing to do it takes a moment.
    """
    from django.core.management import call_command
    from django.db import connection

    from yarmarka.domain.customs.actions import supply_headings, supply_rules
    from yarmarka.kernel.partitions import ensure_partitions
    from yarmarka.kernel.postgres import knows_cyrillic
    from yarmarka.presentation.catalogs import compile_catalogs

    catalogs = compile_catalogs()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
        try:
            pending = pending_migrations()
            if pending:
                say(f"applying migrations: {len(pending)}")
                with _collecting_rarely(), _quickly_where_new():
                    call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            partitions = ensure_partitions(first=now - _PAST, last=now + _AHEAD)
            supply_rules(now=now)
            supply_headings()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])
    if not knows_cyrillic(connection.connection):
        say(_ILLITERATE)
    return Brought(applied=pending, partitions=partitions, catalogs=catalogs)


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Look for garbage rarely meanwhile: migrations make models by the thousand, and a third of their time went there.

    It costs about 100 MB more at the peak.
    """
    usual = gc.get_threshold()
    gc.set_threshold(1_000_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def _quickly_where_new() -> Iterator[None]:
    """Leave out what only databases with rows in them need, where there are no tables yet."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from yarmarka.kernel.migrating import models_made_alone

    with nullcontext() if MigrationRecorder(connection).applied_migrations() else models_made_alone():
        yield


def pending_migrations() -> tuple[str, ...]:
    """Return the migrations that the code has and the database does not."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)


def missing_partitions(*, first: datetime, last: datetime) -> list[str]:
    """Return the names of the months' partitions between two instants that no table has."""
    from django.db import connection

    from yarmarka.kernel.partitions import PARTITIONED, months

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relispartition")
        present = {name for (name,) in cursor.fetchall()}
    wanted = [f"{table}_{start:%Y_%m}" for table in PARTITIONED for start, _ in months(first, last)]
    return [name for name in wanted if name not in present]


def collect_static_files(note: Path) -> bool:
    """Gather the static files for serving, if any of them changed since `note` was written."""
    from django.conf import settings
    from django.core.management import call_command

    digest = _digest_of_static_files()
    if note.exists() and note.read_text() == digest and Path(str(settings.STATIC_ROOT)).is_dir():
        return False
    note.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    note.write_text(digest)
    return True


def _digest_of_static_files() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        files: list[tuple[str, Any]] = sorted(finder.list([]), key=lambda found: str(found[0]))
        for name, storage in files:
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
