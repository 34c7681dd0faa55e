"""Where the index lies: one folder for each build, and a file that says which of them is read.

A build goes on beside the index that is in use; readers change over when it is whole, and nobody waits. One process
builds and one writes changes at a time (tantivy has a lock); any number read, and see what was written within a second.
Changes that were on their way into a build that another took the place of come again: the new one tells from where.
"""

import fcntl
import json
import shutil
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import tantivy

from yarmarka.connectors.search.index.goods import IndexedGoods
from yarmarka.connectors.search.index.schema import VERSION, document, schema
from yarmarka.connectors.search.understanding import Lexicon
from yarmarka.connectors.search.understanding.dictionary import Dictionary
from yarmarka.kernel.locks import HeldElsewhere, held_file

_CURRENT: Final = "current.json"
#: a reader looks for news at most so often
_LOOK_EVERY_S: Final = 0.5
#: the words that typing mistakes are held against may be so old
_WORDS_EVERY_S: Final = 300.0
#: what a build may keep in memory before it writes a part: few large parts are searched more quickly than many
_BUILD_HEAP: Final = 512_000_000
_CHANGES_HEAP: Final = 32_000_000
_MOST_WORDS: Final = 400_000


class IndexBusy(Exception):
    """Another process builds or writes the index just now."""


@dataclass(frozen=True)
class _Current:
    """Which folder is read, and up to where the log of changes is in it."""

    folder: str
    position: str
    version: int = VERSION


class IndexStore:
    """The index below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._folder = ""
        self._index: Any = None
        self._looked_at = -inf
        self._words_lock = threading.Lock()
        self._lexicon: Lexicon | None = None
        self._lexicon_at = 0.0
        self._lexicon_docs = 0

    @property
    def exists(self) -> bool:
        """Whether there is an index that this version reads."""
        return self._current() is not None

    @property
    def position(self) -> str:
        """Up to where changes are in the index; empty before the first build."""
        current = self._current()
        return current.position if current else ""

    @property
    def size_bytes(self) -> int:
        """How much room the index takes."""
        current = self._current()
        folder = self._root / current.folder if current else self._root
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())

    def searcher(self) -> Any:
        """Return a reader of what was last written, or nothing where there is no index."""
        with self._lock:
            now = time.monotonic()
            if now - self._looked_at >= _LOOK_EVERY_S:
                self._looked_at = now
                self._open()
            return self._index.searcher() if self._index else None

    def lexicon(self, searcher: Any, dictionary: Dictionary) -> Lexicon:
        """Return the words that goods have; asked for anew every few minutes, and when much has come in.

        One thread reads them, while the others go on with those that are known.
        """
        known = self._lexicon
        if known is not None and known.dictionary is dictionary:
            if self._is_fresh(searcher) or not self._words_lock.acquire(blocking=False):
                return known
        else:
            self._words_lock.acquire()
        try:
            known = self._lexicon  # perhaps somebody has just read them
            if known is not None and known.dictionary is not dictionary and self._is_fresh(searcher):
                known = Lexicon(known.counts, dictionary)  # only what staff added is another
                known.sort()
                self._lexicon = known
            elif known is None or not self._is_fresh(searcher):
                known = Lexicon(dict(searcher.terms_with_prefix("words", "", limit=_MOST_WORDS)), dictionary)
                known.sort()
                self._lexicon_at, self._lexicon_docs = time.monotonic(), searcher.num_docs
                self._lexicon = known
            return known
        finally:
            self._words_lock.release()

    def _is_fresh(self, searcher: Any) -> bool:
        grown = abs(searcher.num_docs - self._lexicon_docs) > max(20, self._lexicon_docs // 10)
        return time.monotonic() - self._lexicon_at < _WORDS_EVERY_S and not grown

    def forget_words(self) -> None:
        """Forget what was found out about mistyped words."""
        if self._lexicon:
            self._lexicon.forget()

    def build(self, goods: Iterable[IndexedGoods], *, position: str, heap: int = _BUILD_HEAP) -> int:
        """Write a whole index beside the one in use and let readers change over; return how many goods are in it.

        Raises IndexBusy while another build goes on, whose folder this one would sweep away.
        """
        try:
            with held_file(self._root / "building.lock"):
                return self._build(goods, position, heap)
        except HeldElsewhere as busy:
            raise IndexBusy() from busy

    def _build(self, goods: Iterable[IndexedGoods], position: str, heap: int) -> int:
        folder = f"{VERSION}-{uuid4().hex[:12]}"
        place = self._root / folder
        place.mkdir(parents=True)
        try:
            count = _fill(place, goods, heap)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        self._say(_Current(folder, position))
        self._sweep(keep=folder)
        return count

    def apply(self, goods: Iterable[IndexedGoods], *, gone: Iterable[str], position: str) -> None:
        """Put changed goods in the place of what is there, take away what is gone. Raises IndexBusy."""
        current = self._current()
        if current is None:
            return
        try:
            self._write(self._root / current.folder, goods, gone)
        except (ValueError, OSError):
            if self._is_read(current.folder):
                raise
        self._say(_Current(current.folder, position), only_if_read=True)

    def _write(self, place: Path, goods: Iterable[IndexedGoods], gone: Iterable[str]) -> None:
        index = tantivy.Index(schema(), path=str(place))
        try:
            writer = index.writer(_CHANGES_HEAP, 1)
        except ValueError as busy:
            raise IndexBusy() from busy
        try:
            for key in gone:
                writer.delete_documents_by_term("id", key)
            for one in goods:
                writer.delete_documents_by_term("id", one.id)
                writer.add_document(document(one))
            writer.commit()
        finally:
            writer.wait_merging_threads()

    def forget(self) -> None:
        """Remove the index: searches go to PostgreSQL until it is built again."""
        (self._root / _CURRENT).unlink(missing_ok=True)
        self._looked_at = -inf
        self._sweep(keep="")

    def _open(self) -> None:
        current = self._current()
        if current is None:
            self._index, self._folder = None, ""
        elif current.folder != self._folder:
            self._index = tantivy.Index.open(str(self._root / current.folder))
            self._folder = current.folder
            self._index.config_reader("manual", 0)
            self._index.reload()
            self._lexicon = None
        else:
            self._index.reload()

    def _current(self) -> _Current | None:
        try:
            said = _Current(**json.loads((self._root / _CURRENT).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return said if said.version == VERSION and (self._root / said.folder).is_dir() else None

    def _is_read(self, folder: str) -> bool:
        current = self._current()
        return current is not None and current.folder == folder

    def _say(self, current: _Current, *, only_if_read: bool = False) -> None:
        """Let a folder be the one that is read; or, if it still is, note how far it came."""
        draft = self._root / f"{_CURRENT}.{uuid4().hex[:8]}"
        with (self._root / "saying.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not only_if_read or self._is_read(current.folder):
                draft.write_text(json.dumps(asdict(current)), encoding="utf-8")
                draft.replace(self._root / _CURRENT)
        self._looked_at = -inf  # who reads in this process sees it at once

    def _sweep(self, *, keep: str) -> None:
        """Remove older builds; who reads one still has its files open."""
        for folder in self._root.iterdir() if self._root.is_dir() else ():
            if folder.is_dir() and folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)


def _fill(place: Path, goods: Iterable[IndexedGoods], heap: int) -> int:
    index = tantivy.Index(schema(), path=str(place))
    writer = index.writer(heap, 1)
    count = 0
    for one in goods:
        writer.add_document(document(one))
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count
