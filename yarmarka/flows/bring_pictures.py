"""Pictures are fetched and developed in threads, several at once. No thread asks the database.

Files wait on the disk; whole in memory are only those that are developed just now, as many as may be at once.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings

from yarmarka.connectors.feeds.fetching import PICTURES, Door, fetch
from yarmarka.connectors.feeds.turns import Errand
from yarmarka.domain.catalogue.rules.pictures import LEAST_SIDE
from yarmarka.flows.take_picture import Developed, develop_picture, kept_before
from yarmarka.kernel.errors import YarmarkaError

#: one picture: a slow server keeps nobody else's pictures waiting for long
LONGEST_S: Final = 20


class FileNotCome(YarmarkaError):
    """A file that an exchange named did not come with it."""

    code, status = "file_not_come", 422


@dataclass(frozen=True)
class News:
    """An errand has its file, or, with an outcome, is over."""

    errand: Errand
    outcome: "Future[Developed] | None" = None


class Bringers:
    """Threads that do errands, and tell of them."""

    def __init__(self, pool: ThreadPoolExecutor, *, door: Door | None) -> None:
        self._pool, self._door = pool, door
        self._news: SimpleQueue[News] = SimpleQueue()
        self._turns = threading.Semaphore(settings.PICTURES_DEVELOPED_AT_ONCE)

    def send(self, errand: Errand) -> None:
        """Have a picture fetched and developed."""
        doing = self._pool.submit(self._bring, errand)
        doing.add_done_callback(lambda done: self._news.put(News(errand, done)))

    def hear(self, *, seconds: float | None) -> News | None:
        """Wait for the next news; nothing when there are none for so long."""
        try:
            return self._news.get(timeout=seconds)
        except Empty:
            return None

    def _bring(self, errand: Errand) -> Developed:
        with TemporaryDirectory(prefix="yarmarka-picture-") as folder:
            file = self._file(errand.address, Path(folder))
            self._news.put(News(errand))
            with self._turns:
                original = _read(file)
                kept = None if errand.is_anew else kept_before(original)
                return kept or develop_picture(original, least=LEAST_SIDE)

    def _file(self, address: str, folder: Path) -> Path:
        if "://" not in address:
            return Path(address)
        file = folder / "picture"
        fetch(
            address,
            into=file,
            limit=settings.PICTURE_MAX_BYTES,
            door=self._door,
            types=PICTURES,
            longest_s=LONGEST_S,
        )
        return file


@contextmanager
def bringers(*, at_once: int, door: Door | None) -> Iterator[Bringers]:
    """Give so many threads; what they have begun is over when this ends."""
    with ThreadPoolExecutor(at_once, thread_name_prefix="pictures") as pool:
        yield Bringers(pool, door=door)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise FileNotCome(name=file.name) from None
