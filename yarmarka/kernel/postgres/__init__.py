"""A PostgreSQL of our own, from binaries that came with the Python packages: nothing to install.

    with EmbeddedPostgres(data_dir) as server:   # makes the cluster when there is none
        psycopg.connect(server.url)

The server is reached through a Unix socket (or loopback, where sockets can't be had), asks for a password,
keeps a lock on its folder, and ends with the process that started it.
"""

from yarmarka.kernel.postgres.binaries import version_of, wheel_binaries
from yarmarka.kernel.postgres.server import AlreadyRunning, EmbeddedPostgres, reachable_postgres
from yarmarka.kernel.postgres.speech import knows_cyrillic

__all__ = [
    "AlreadyRunning",
    "EmbeddedPostgres",
    "knows_cyrillic",
    "reachable_postgres",
    "version_of",
    "wheel_binaries",
]
