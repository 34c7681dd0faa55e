"""Where clients reach the server: a Unix socket beside the data, or else a short folder, or else loopback."""

import hashlib
import os
import socket
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from yarmarka.kernel.ports import LOOPBACK, free_port
from yarmarka.kernel.postgres.guise import Guise

_SOCKET_PORT = 5432


@dataclass(frozen=True)
class Address:
    """A folder that holds the socket, or the loopback address; and a port: a socket's name bears one too."""

    host: str
    port: int

    @property
    def is_socket(self) -> bool:
        """Test if clients come through a Unix socket."""
        return self.host.startswith("/")

    def settings(self) -> dict[str, str]:
        """Return the server's settings that make it listen here and nowhere else."""
        return {
            "listen_addresses": "" if self.is_socket else self.host,
            "unix_socket_directories": self.host if self.is_socket else "",
            "unix_socket_permissions": "0700",
            "port": str(self.port),
        }

    def url(self, *, user: str, password: str, database: str) -> str:
        """Return a libpq URL."""
        where = urlencode({"host": self.host, "port": self.port})
        return f"postgresql://{quote(user)}:{quote(password)}@/{quote(database)}?{where}"


def address_for(data_dir: Path, guise: Guise) -> Address:
    """Choose an address for the server of this data folder; a socket's folder is made for it alone.

    A socket's path may have about 100 bytes (`sun_path`), and some mounted folders can't hold sockets.
    """
    for folder in (data_dir / "run", _short_folder(data_dir)):
        if _is_ours_alone(folder, guise) and _holds_sockets(folder):
            return Address(host=str(folder), port=_SOCKET_PORT)
    return Address(host=LOOPBACK, port=free_port())


def clear_address(address: Address) -> None:
    """Remove a killed server's socket, which would stop the next one. Call it while holding the lock."""
    if address.is_socket:
        for left in Path(address.host).glob(".s.PGSQL.*"):
            left.unlink()


def leave_address(address: Address) -> None:
    """Remove the socket's folder, once its server has ended."""
    if address.is_socket:
        with suppress(OSError):
            Path(address.host).rmdir()


def _short_folder(data_dir: Path) -> Path:
    mark = hashlib.blake2b(str(data_dir).encode(), digest_size=6).hexdigest()
    return Path(tempfile.gettempdir()) / f"yarmarka-{os.geteuid()}-{mark}"


def _is_ours_alone(folder: Path, guise: Guise) -> bool:
    """Make the folder; False if somebody else made it first, which in a shared place could be a trap."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        facts = folder.lstat()
        owner = guise.as_user[0] if guise.as_user else os.geteuid()
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid not in {os.geteuid(), owner}:
            return False
        folder.chmod(0o700)
        guise.give(folder)
    except OSError:
        return False
    return True


def _holds_sockets(folder: Path) -> bool:
    # A name of its own, a little longer than the real one, so that a trial never touches a live socket.
    trial = folder / f".s.PGSQL.{_SOCKET_PORT}.try"
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.bind(str(trial))
    except OSError:
        return False
    finally:
        trial.unlink(missing_ok=True)
    return True
