"""Starting and stopping the server, one at a time for each data folder."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Self

from yarmarka.kernel.locks import HeldElsewhere, hold_file
from yarmarka.kernel.postgres.address import Address, address_for, clear_address, leave_address
from yarmarka.kernel.postgres.binaries import wheel_binaries
from yarmarka.kernel.postgres.cluster import ADMINISTRATOR, open_cluster, plain_environment
from yarmarka.kernel.postgres.guise import guise_for_me, require_way
from yarmarka.kernel.postgres.leftovers import clear_leftovers
from yarmarka.kernel.postgres.settings import settings_for
from yarmarka.kernel.postgres.settling import APPLICATION, accepts, settle
from yarmarka.kernel.processes import CannotStart, end_process, has_ended, start_process, tether
from yarmarka.kernel.waiting import wait_until

_START_SECONDS = 180.0  # a server that was killed replays its log first


class AlreadyRunning(CannotStart):
    """Another process has started, or is starting, the server of this data folder."""

    code = "already_running"


class EmbeddedPostgres:
    """The PostgreSQL of one data folder; it runs while this object does, and no other can run it meanwhile.

    `bin_dir` names another PostgreSQL's programs (15 or newer). With `durable=False` a crash of the machine
    may lose everything: for tests. Start it from the main thread: it ends with the thread that started it.
    """

    name = "postgres"

    def __init__(
        self,
        data_dir: Path,
        *,
        bin_dir: Path | None = None,
        durable: bool = True,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.data_dir = data_dir.resolve()
        self.folder = self.data_dir / "postgres"
        self.log = self.data_dir / "logs" / "postgres.log"
        self._bin_dir = bin_dir
        self._durable = durable
        self._settings = dict(settings or {})
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._address: Address | None = None
        self._url = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The libpq URL of the platform's database, as its own role; also in `postgres.url` (mode 0600)."""
        return self._url

    @property
    def bin_dir(self) -> Path:
        """The folder of the programs that this server runs."""
        return self._bin_dir or wheel_binaries()

    @property
    def pid(self) -> int | None:
        """The server's process number while it runs."""
        return self._process.pid if self._process and self.is_running() else None

    def is_running(self) -> bool:
        """Test if the server that we started still runs."""
        return self._process is not None and not has_ended(self._process)

    def start(self) -> None:
        """Start the server and return when it takes connections.

        Raises AlreadyRunning when another process runs it, CannotStart when it can't run.
        """
        if self.is_running():
            return
        if self._lock is None:
            self._lock = _lock_or_refuse(self.data_dir)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def start_again(self) -> None:
        """Start the server after a crash. It keeps its address: nobody took its folder meanwhile."""
        self.start()

    def stop(self) -> None:
        """Stop the server at once but in good order: open transactions are rolled back."""
        with suppress(FileNotFoundError):
            if self._lock:
                url_file(self.data_dir).unlink()
        if self._process:
            end_process(self._process, (signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))
            self._process = None
        if self._address:
            leave_address(self._address)
            self._address = None
        if self._lock:
            self._lock.close()
            self._lock = None

    def _start(self) -> None:
        url_file(self.data_dir).unlink(missing_ok=True)
        bin_dir = self.bin_dir
        guise = guise_for_me(self.folder)
        require_way(guise, bin_dir / "postgres", self.folder)
        clear_leftovers(self.folder)
        secrets = open_cluster(self.folder, bin_dir=bin_dir, guise=guise, durable=self._durable)
        # Chosen once: those who were told the address find the server there after a crash, too.
        address = self._address = self._address or address_for(self.data_dir, guise)
        clear_address(address)
        settings = settings_for(durable=self._durable) | self._settings | address.settings()
        begins_at = self.log.stat().st_size if self.log.exists() else 0
        self._process = start_process(
            [
                *guise.prefix,
                *tether(signal.SIGINT),
                str(bin_dir / "postgres"),
                *("-D", str(self.folder)),
                *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
            ],
            log=self.log,
            env=plain_environment(),
            as_user=guise.as_user,
            if_orphaned=None,
        )
        self._url = address.url(user=APPLICATION, password=secrets.application, database=APPLICATION)
        admin_url = address.url(user=ADMINISTRATOR, password=secrets.administrator, database="postgres")
        self._await(admin_url, begins_at)
        settle(admin_url=admin_url, url=self._url, password=secrets.application, folder=self.folder)
        _write_private(url_file(self.data_dir), self._url + "\n")

    def _await(self, admin_url: str, log_begins_at: int) -> None:
        wait_until(lambda: not self.is_running() or accepts(admin_url), seconds=_START_SECONDS, every=0.03)
        if not self.is_running():
            said = self.log.read_bytes()[log_begins_at:].decode(errors="replace").strip()
            raise CannotStart(
                f"PostgreSQL ended at once. It said: {said[-1200:]}",
                remedy=f"See {self.log}.",
            )
        if not accepts(admin_url):
            raise CannotStart(
                f"PostgreSQL does not answer after {_START_SECONDS:.0f} s.", remedy=f"See {self.log}."
            )


@contextmanager
def reachable_postgres(data_dir: Path) -> Iterator[str]:
    """Give the URL of the data folder's PostgreSQL: the one that runs already, or else ours for the while."""
    server = EmbeddedPostgres(data_dir)
    try:
        server.start()
    except AlreadyRunning:
        yield _url_of_another(data_dir)
        return
    with server:
        yield server.url


def url_file(data_dir: Path) -> Path:
    """Return the file that holds the URL of the running server."""
    return data_dir / "postgres.url"


def _lock_or_refuse(data_dir: Path) -> IO[str]:
    try:
        return hold_file(data_dir / "postgres.lock")
    except HeldElsewhere as held:
        raise AlreadyRunning(
            f"The PostgreSQL of {data_dir} was started by another process ({held.holder}).",
            remedy="Stop that one, or choose another DATA_DIR.",
            field="DATA_DIR",
        ) from None


def _url_of_another(data_dir: Path) -> str:
    """Wait for the process that holds the lock to say where its server is."""
    file = url_file(data_dir)
    if not wait_until(file.exists, seconds=_START_SECONDS):
        raise CannotStart(
            f"Another process is starting the PostgreSQL of {data_dir} and does not get there.",
            remedy=f"See {data_dir / 'logs' / 'postgres.log'}.",
        )
    return file.read_text().strip()


def _write_private(file: Path, text: str) -> None:
    beside = file.with_name(file.name + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    beside.replace(file)
