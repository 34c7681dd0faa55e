"""Applications on an event loop, driven by a test: the loop runs elsewhere, what needs the database runs here.

A test stands in a transaction of its own thread, which no other thread sees. So the hands that an application gives
its work to are the test's own.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeVar

Value = TypeVar("Value")


class OwnHands(Executor):
    """Does what it is given in the thread of `run`."""

    def __init__(self) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        done: Future[Any] = Future()

        def do() -> None:
            try:
                done.set_result(fn(*args, **kwargs))
            except BaseException as error:
                done.set_exception(error)

        self._work.put(do)
        return done

    def run(self, story: Coroutine[Any, Any, Value]) -> Value:
        """Let a story run on a loop of its own, doing its work meanwhile; return its end."""
        with ThreadPoolExecutor(1) as elsewhere:
            ended = elsewhere.submit(asyncio.run, story)
            ended.add_done_callback(lambda _: self._work.put(None))
            while (do := self._work.get()) is not None:
                do()
            return ended.result()


class Headers(list[tuple[str, str]]):
    """Headers as the server tells of them."""

    def get(self, name: str, default: Any = None) -> Any:
        return next((value for known, value in self if known == name.lower()), default)

    def __contains__(self, name: object) -> bool:
        return self.get(str(name)) is not None

    def items(self) -> list[tuple[str, str]]:
        return list(self)


@dataclass
class Asked:
    """A request as the server describes it."""

    method: str = "GET"
    path: str = "/"
    query_string: str = ""
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""
    server: str = "127.0.0.1:8000"
    client: str = "192.0.2.7:40000"
    scheme: str = "http"
    http_version: str = "1.1"


@dataclass
class Answered:
    """The line to one caller: gives the body, keeps what was answered."""

    asked: Asked
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    pieces: int = 0
    is_read: bool = False

    async def __call__(self) -> bytes:
        self.is_read = True
        return self.asked.body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.is_read = True
        for start in range(0, len(self.asked.body), 1000):
            yield self.asked.body[start : start + 1000]

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = status, dict(headers), body

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> "Answered":
        self.status, self.headers = status, dict(headers)
        return self

    async def send_bytes(self, piece: bytes) -> None:
        self.pieces += 1
        self.body += piece


def answer_of(application: Any, asked: Asked, hands: OwnHands) -> Answered:
    """Ask an application that gives its work to these hands; return its answer."""
    line = Answered(asked)
    hands.run(application(asked, line))
    return line
