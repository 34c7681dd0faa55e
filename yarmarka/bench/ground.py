"""What a bench stands on: a PostgreSQL of its own, as an operator would set it, and the platform's tables in it."""

import os
import signal
from datetime import timedelta
from typing import Final

from yarmarka.kernel.postgres import EmbeddedPostgres
from yarmarka.kernel.waiting import wait_until

#: two servers with a connection for each thread, and pgbench; memory as an operator would give it
POSTGRES: Final = {"max_connections": "400", "shared_buffers": "1GB", "max_wal_size": "8GB"}

#: of 16 MB each: as many as the default run of `bench orders` fills
_LOG_FILES: Final = 128


def stand_on(database_url: str, *, secret: str) -> None:
    """Let this process use the platform on a fresh database, and make its tables there."""
    os.environ.update(
        {
            "DATABASE_URL": database_url,
            "YARMARKA_MODE": "demo",
            "SECRET_KEY": secret,
            "LOG_LEVEL": "WARNING",
        }
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yarmarka.settings")
    import django

    django.setup()
    _make_tables()


def ready_pages() -> None:
    """Gather static files and compile translations, without which production shows no page."""
    from django.core.management import call_command

    from yarmarka.presentation.catalogs import compile_catalogs

    compile_catalogs()
    call_command("collectstatic", interactive=False, verbosity=0)


def refresh_statistics() -> None:
    """Let PostgreSQL look at what was just loaded, as it would by itself within minutes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def write_log_files(server: EmbeddedPostgres) -> None:
    """Give a server the log files that one has after some hours, which it then writes over again and again.

    A fresh server makes each file of 16 MB when it is needed, and all commits wait for that: a tenth of a second here,
    every other second under load.
    """
    from django.db import connection, connections

    with connection.cursor() as cursor:
        for _ in range(_LOG_FILES):
            cursor.execute("SELECT pg_logical_emit_message(true, 'bench', repeat('-', 16000000))")
    connections.close_all()
    # A checkpoint keeps the files of the past for the future; stopping in good order makes one.
    os.kill(server.pid or 0, signal.SIGINT)
    wait_until(lambda: not server.is_running(), seconds=60)
    server.start_again()


def _make_tables() -> None:
    from django.core.management import call_command
    from django.db import connection

    from yarmarka.kernel.clock import now
    from yarmarka.kernel.migrating import models_made_alone
    from yarmarka.kernel.partitions import ensure_partitions

    with models_made_alone():
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    ensure_partitions(first=now() - timedelta(days=40), last=now() + timedelta(days=40))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
