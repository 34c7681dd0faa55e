"""A cluster whose tables stand already, kept in build/ for as long as what made them stays as it is.

Making the tables takes seconds, and every test process needs its own; copying them takes a fraction of one.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from yarmarka.kernel.postgres import EmbeddedPostgres, version_of, wheel_binaries

ROOT = Path(__file__).parents[1]
_KEPT_IN = ROOT / "build" / "databases"
#: what has a say in how the tables look, beside the programs and the month (partitions are months)
_MAKERS = (
    "**/migrations/**/*.py",
    "**/models.py",
    "**/models/*.py",
    "**/*.sql",
    "kernel/**/*.py",
    "settings/*.py",
)
_KEPT = 4  # as many as there are versions of PostgreSQL and of what was changed back and forth


def copy_prepared(
    scratch: Path, *, bin_dir: Path | None, now: datetime, make_tables: Callable[[str], None]
) -> None:
    """Put a cluster with empty tables into `scratch`, where EmbeddedPostgres looks for one.

    `make_tables` is given the URL of a database without any and makes them, when none that fit are kept.
    """
    kept = _KEPT_IN / _mark(bin_dir or wheel_binaries(), now)
    _KEPT_IN.mkdir(parents=True, exist_ok=True)
    # Of the processes that start at once, one makes them; whoever needs others does not wait for it.
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (kept / "postgres").exists():
            _make(kept, bin_dir, make_tables)
        shutil.copytree(kept / "postgres", scratch / "postgres")
        kept.touch()
        for old in sorted(_others(kept), key=lambda one: one.stat().st_mtime, reverse=True)[_KEPT - 1 :]:
            _remove_unless_in_use(old)


def _make(kept: Path, bin_dir: Path | None, make_tables: Callable[[str], None]) -> None:
    unfinished = kept.with_name(kept.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    with EmbeddedPostgres(unfinished, bin_dir=bin_dir, durable=False) as server:
        make_tables(server.url)
    unfinished.rename(kept)


def _remove_unless_in_use(old: Path) -> None:
    with old.with_suffix(".lock").open("w") as lock, suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(old, ignore_errors=True)


def _others(kept: Path) -> Iterator[Path]:
    return (one for one in _KEPT_IN.iterdir() if one.is_dir() and one != kept)


def _mark(bin_dir: Path, now: datetime) -> str:
    code = ROOT / "yarmarka"
    files: Iterable[Path] = {file for pattern in _MAKERS for file in code.glob(pattern)}
    seen = hashlib.blake2b(f"{version_of(bin_dir)} {now:%Y-%m}".encode(), digest_size=8)
    for file in (ROOT / "requirements" / "base.txt", *sorted(files)):
        seen.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()
