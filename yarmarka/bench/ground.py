"""What a bench stands on: a PostgreSQL of its own, as an operator would set it, and the platform's tables in it."""

import os
from datetime import timedelta
from typing import Final

#: two servers with a connection for each thread, and pgbench; memory as an operator would give it
POSTGRES: Final = {"max_connections": "400", "shared_buffers": "1GB", "max_wal_size": "8GB"}


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


def refresh_statistics() -> None:
    """Let PostgreSQL look at what was just loaded, as it would by itself within minutes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _make_tables() -> None:
    from django.core.management import call_command
    from django.db import connection

    from yarmarka.kernel.clock import now
    from yarmarka.kernel.partitions import ensure_partitions

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    ensure_partitions(first=now() - timedelta(days=40), last=now() + timedelta(days=40))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
