"""Items that a process of its own makes while this one uses those before: where one Python's processor is too few."""

import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from yarmarka.kernel.bulk import in_bulk

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)
News = TypeVar("News")
News_contra = TypeVar("News_contra", contravariant=True)

Pace = Callable[[Iterable[Any]], Iterator[Any]]
#: not `-m`: a module that is run has another name than one that is imported, and its items would be strangers here
_BEGIN: Final = f"import sys, {__name__} as begun; begun.serve(int(sys.argv[1]))"


class Maker(Protocol[Item_co, News_contra]):
    """What makes the items. It goes to the other process, and its items come back, by pickle.

    Its modules are imported there without Django being set up: it has no database there and none of our settings.
    """

    def items(self) -> Iterator[Item_co]:
        """Make them, one after another."""

    def learn(self, news: News_contra) -> None:
        """Take in what the user of the items has found out meanwhile."""


class MakerLost(RuntimeError):
    """The process that makes the items ended before they did."""


class Elsewhere(Generic[Item, News]):
    """Gives what a maker makes in a process of its own, which is one item ahead.

    What the maker raises is raised here, in its place. After the block the process is gone; should this one be killed,
    it ends as soon as it has made its item.
    """

    def __init__(self, maker: Maker[Item, News]) -> None:
        self._maker = maker
        self._news: SimpleQueue[News] = SimpleQueue()

    def __enter__(self) -> Self:
        self._pipe, there = Pipe()
        with there:
            self._process = subprocess.Popen(  # noqa: S603 -- this very program
                [sys.executable, "-c", _BEGIN, str(there.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[there.fileno()],
                # The same code as here, and none of our secrets.
                env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": os.pathsep.join(sys.path)},
                start_new_session=True,  # Ctrl-C is for us
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._pipe.close()

    def items(self, pace: Pace = iter) -> Iterator[Item]:
        """Yield them. `pace` may hold each back before it is unpacked, so that another thread computes first."""
        for packed in pace(self._packed()):
            made = pickle.loads(packed)  # noqa: S301 -- from our own process
            if made is None:
                return
            if isinstance(made, _Raised):
                raise made.error
            yield made

    def tell(self, news: News) -> None:
        """Let the maker learn something; some items that are made already come before it does."""
        self._news.put(news)

    def _found_out(self) -> list[News]:
        found: list[News] = []
        try:
            while True:
                found.append(self._news.get_nowait())
        except Empty:
            return found

    def _packed(self) -> Iterator[bytes]:
        self._say(self._maker)
        while True:
            self._say(self._found_out())
            yield self._heard()

    def _say(self, said: Any) -> None:
        try:
            self._pipe.send(said)
        except OSError as cause:
            raise self._lost() from cause

    def _heard(self) -> bytes:
        try:
            return self._pipe.recv_bytes()
        except (EOFError, OSError) as cause:
            raise self._lost() from cause

    def _lost(self) -> MakerLost:
        return MakerLost(f"the process {self._process.pid} ended before its work did")


class _Raised:
    """What the maker raised, as it can be sent: without its trace, which is told in a note."""

    def __init__(self, error: Exception) -> None:
        error.add_note("".join(traceback.format_exception(error)))
        self.error = error

    def packed(self) -> bytes:
        try:
            packed = pickle.dumps(self)
            pickle.loads(packed)  # noqa: S301 -- our own of this moment: not all errors that go in come out
        except Exception:
            packed = pickle.dumps(_Raised(RuntimeError(repr(self.error))))
        return packed


def serve(number: int) -> None:
    """Make the items for whoever is at the other end of a pipe, until they end or nobody is there any more."""
    try:
        with Connection(number) as pipe, in_bulk():
            maker = pipe.recv()
            for packed in _packed(maker):
                for news in pipe.recv():
                    maker.learn(news)
                pipe.send_bytes(packed)
    except (EOFError, OSError):
        return


def _packed(maker: "Maker[Any, Any]") -> Iterator[bytes]:
    try:
        for item in maker.items():
            yield pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        yield _Raised(error).packed()
    yield pickle.dumps(None)
