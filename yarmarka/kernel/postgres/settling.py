"""The first conversation with a server that came up: is it there, is it ours, does it know its letters."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from yarmarka.kernel.postgres.speech import knows_cyrillic
from yarmarka.kernel.processes import CannotStart

APPLICATION = "yarmarka"


def accepts(url: str) -> bool:
    """Test if the server takes connections yet. Raises CannotStart when it takes them, but not our password."""
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError as refusal:
        # libpq gives no code for what a server says before the connection stands; it speaks English here.
        if "password authentication failed" in str(refusal):
            raise CannotStart(
                "The embedded PostgreSQL does not know its own password.",
                remedy="Restore yarmarka-secrets.json of its folder from the same backup as the rest.",
            ) from refusal
        return False
    return True


def settle(*, admin_url: str, url: str, password: str, folder: Path) -> None:
    """Make the platform's role and database where missing, and check that the database knows Russian.

    Raises CannotStart.
    """
    try:
        with psycopg.connect(admin_url, autocommit=True) as connection:
            _ensure_role(connection, password)
            _ensure_database(connection)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            is_literate = knows_cyrillic(connection)
    except psycopg.Error as trouble:
        raise CannotStart(
            f"The embedded PostgreSQL came up and then failed: {str(trouble).strip()}",
            remedy="See postgres.log in the logs folder.",
        ) from trouble
    if not is_literate:
        raise CannotStart(
            "This PostgreSQL does not know Cyrillic letters, so search would find nothing.",
            remedy=f"The cluster in {folder} needs LC_CTYPE=C.UTF-8: dump, make anew, restore.",
        )


def _ensure_role(connection: psycopg.Connection[Any], password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION]).fetchone()
    if not known:
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(
                sql.Identifier(APPLICATION), sql.Literal(password)
            )
        )


def _ensure_database(connection: psycopg.Connection[Any]) -> None:
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [APPLICATION]).fetchone()
    if not known:
        name = sql.Identifier(APPLICATION)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))
