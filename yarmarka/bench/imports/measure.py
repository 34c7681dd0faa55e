"""One import, measured: rows in a second, and the most memory that the process took meanwhile."""

import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import psutil

from yarmarka.flows.feed_report import ImportReport
from yarmarka.flows.import_feed import import_feed

_LOOK_S: Final = 0.1
_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True)
class Imported:
    """What an import took. `growth_mb` is how much more memory its second half needed than its first."""

    report: ImportReport
    rows_per_s: float
    peak_mb: float
    growth_mb: float


def measure_import(feed: Path, *, seller_slug: str, categories_below: str = "", now: datetime) -> Imported:
    """Take a YML feed in, putting up the categories that it has, and measure that.

    `rows_per_s` are rows read, refused ones among them; `peak_mb` is the resident memory of this process and of the one
    that reads for it at their most, Python and Django included, as a worker that does nothing else has it.
    """
    watch = _Watch()
    halves: list[float] = []
    size = 0

    def note(rows: int, _percent: int | None) -> None:
        nonlocal size
        size = rows
        halves.append(watch.now_mb())

    with watch:
        report = import_feed(
            feed,
            seller_slug=seller_slug,
            adopt_categories=True,
            categories_below=categories_below,
            now=now,
            on_progress=note,
        )
    middle = len(halves) // 2
    growth = max(halves[middle:], default=0) - max(halves[:middle], default=0) if middle else 0.0
    return Imported(
        report=report,
        rows_per_s=size / report.seconds if report.seconds else 0.0,
        peak_mb=watch.peak_mb,
        growth_mb=growth,
    )


class _Watch:
    """Looks ten times a second at the memory of this process, and of those that it has started since."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._others = {child.pid for child in self._process.children()}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="memory-watch", daemon=True)
        self.peak_mb = 0.0

    def now_mb(self) -> float:
        """Return the resident memory."""
        own = [child for child in self._process.children() if child.pid not in self._others]
        return sum(map(_resident, [self._process, *own])) / _MEGABYTE

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while True:
            self.peak_mb = max(self.peak_mb, self.now_mb())
            if self._over.wait(_LOOK_S):
                return


def _resident(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0.0
