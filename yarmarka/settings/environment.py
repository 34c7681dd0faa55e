"""Reads the installation's environment, and nothing else does."""

import os
from pathlib import Path
from typing import Any, Final

from psycopg.conninfo import conninfo_to_dict

ROOT: Final = Path(__file__).resolve().parent.parent.parent


#: how often a statement runs on a connection before PostgreSQL keeps its plan
PREPARED_AFTER: Final = 5


def text(name: str, default: str = "") -> str:
    """Return the variable, or the default when it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """Return whether the variable says yes (1, true, yes, on)."""
    value = os.environ.get(name, "")
    return value.strip().lower() in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    return int(os.environ.get(name) or default)


def fraction(name: str, default: float) -> float:
    """Return the variable as a number that need not be whole."""
    return float(os.environ.get(name) or default)


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated parts of the variable."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def pairs(name: str, default: str = "") -> dict[str, str]:
    """Return the variable's comma-separated `key:value` parts; those without a value are left out."""
    split = (part.partition(":") for part in words(name, default))
    return {key.strip(): value.strip() for key, _, value in split if value.strip()}


def data_dir() -> Path:
    """Return the folder for everything an installation writes: database, mail, logs, media."""
    return Path(text("DATA_DIR", str(ROOT / "var"))).resolve()


def database_url() -> str:
    """Return DATABASE_URL, or else what the embedded PostgreSQL's launcher wrote down when it started."""
    if given := os.environ.get("DATABASE_URL"):
        return given
    written = data_dir() / "postgres.url"
    return written.read_text().strip() if written.exists() else "postgresql:///yarmarka"


def database(url: str) -> dict[str, Any]:
    """Return Django's description of the PostgreSQL at a libpq URL or connection string."""
    parts = conninfo_to_dict(url)
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    described: dict[str, Any] = {"ENGINE": "yarmarka.kernel.connection"}
    described |= {setting: str(parts.pop(key)) for key, setting in named.items() if parts.get(key)}
    # Django prepares nothing unless it is told how often a statement comes before that pays.
    described["OPTIONS"] = {**parts, "application_name": "yarmarka", "prepare_threshold": PREPARED_AFTER}
    described["CONN_MAX_AGE"] = 600
    described["CONN_HEALTH_CHECKS"] = True
    return described
