"""The ceiling: what PostgreSQL alone does, one order in one transaction, by pgbench on the same server."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

_SQL: Final = Path(__file__).parent / "sql"
_DATABASE: Final = "ceiling"


@dataclass(frozen=True)
class Ceiling:
    """A database with the ceiling's tables, and pgbench to load it with."""

    pgbench: Path
    url: str

    @classmethod
    def build(cls, *, bin_dir: Path, server_url: str) -> "Ceiling":
        """Make the ceiling's database beside the marketplace's."""
        url = make_conninfo(server_url, dbname=_DATABASE)
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {_DATABASE}")
            connection.execute(f"CREATE DATABASE {_DATABASE}")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute((_SQL / "ceiling_tables.sql").read_bytes())
        return cls(pgbench=bin_dir / "pgbench", url=url)

    def orders_per_second(self, kind: str, *, clients: int, seconds: float) -> float:
        """Return how many orders pgbench places: `spread` over 100,000 offers, or on one `hot` one."""
        facts = conninfo_to_dict(self.url)
        command = [
            str(self.pgbench),
            *("--no-vacuum", "--protocol", "prepared", "--jobs", "2"),
            *("--client", str(clients), "--time", str(max(1, round(seconds)))),
            *("--file", str(_SQL / f"ceiling_{kind}.sql")),
            *("--host", str(facts["host"]), "--port", str(facts.get("port") or 5432)),
            *("--username", str(facts["user"]), str(facts["dbname"])),
        ]
        env = os.environ | {"PGPASSWORD": str(facts.get("password") or "")}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own pgbench
        found = re.search(r"tps = ([\d.]+)", done.stdout)
        if found is None:
            raise RuntimeError(f"pgbench said no rate: {done.stderr[-400:]}")
        return float(found[1])
