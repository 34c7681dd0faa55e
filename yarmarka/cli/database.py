"""The database a command works on: the operator's, or the embedded one, which may have to be started."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from yarmarka.cli.installation import Installation, tell_environment
from yarmarka.kernel.processes import CannotStart

OLDEST = 150000  # PostgreSQL 15, as the server counts


@contextmanager
def django_with_database(installation: Installation) -> Iterator[None]:
    """Set Django up on the installation's database; an embedded server that was started for it is stopped."""
    from yarmarka.kernel.postgres import reachable_postgres

    if installation.given_database:
        require_database(installation.given_database)
        start_django(installation, installation.given_database)
        yield
        return
    with reachable_postgres(installation.data_dir) as url:
        start_django(installation, url)
        try:
            yield
        finally:
            hang_up()


def start_django(installation: Installation, database_url: str) -> None:
    """Load Django on this database. It can be done once in a process."""
    import django

    tell_environment(
        {
            "DATABASE_URL": database_url,
            "DATA_DIR": str(installation.data_dir),
            "YARMARKA_MODE": installation.mode,
        }
    )
    # A command speaks by what it prints; what is worth knowing besides are warnings.
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yarmarka.settings")
    django.setup()


def hang_up() -> None:
    """Close Django's connections, so that the server can stop or the process can wait without one."""
    from django.db import connections

    connections.close_all()


def require_database(url: str) -> None:
    """Check that the operator's PostgreSQL answers and is new enough.

    Raises CannotStart, without showing the password.
    """
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version
    except psycopg.Error as cause:
        raise CannotStart(
            f"The PostgreSQL of DATABASE_URL does not answer: {str(cause).strip()}.",
            remedy="Check the address, the password and that it runs; "
            "or unset DATABASE_URL to use the embedded PostgreSQL.",
            field="DATABASE_URL",
        ) from None
    if version < OLDEST:
        raise CannotStart(
            f"The PostgreSQL of DATABASE_URL is {version // 10000}.{version % 10000}.",
            remedy="15 or newer is needed.",
            field="DATABASE_URL",
        )
