"""A WSGI application behind the server's asynchronous interface (RSGI): each request is answered in a thread.

The server itself speaks to one event loop per process. What is written for threads (Django, and all that reads the
database as it goes) stands behind this: a request with its body at hand waits for one of a few threads, and holds it
until its last byte is handed over.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from io import BufferedReader, BytesIO, RawIOBase
from typing import Any, Final, Protocol

from granian import rsgi
from granian.rsgi import Scope

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Any], Iterable[bytes]]

#: Bodies up to this size are read before a thread is taken, so that a slow caller holds none; answers up to this size
#: are sent in one piece.
_SMALL: Final = 262_144
_CHUNK: Final = 65_536
_SAME_FOR_ALL: Final[Environ] = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "Granian",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


class Line(Protocol):
    """How the server lets one request be read and answered (its HTTPProtocol, which it does not export)."""

    async def __call__(self) -> bytes:
        """Return the whole body."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return the body piece by piece."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        """Answer in one piece."""

    def response_stream(self, status: int, headers: Headers) -> Any:
        """Begin an answer of many pieces."""


class Threaded:
    """Answers requests with a WSGI application, in the given threads."""

    def __init__(self, application: Application, *, threads: Executor) -> None:
        self._application = application
        self._threads = threads

    async def __call__(self, scope: Scope, line: Line, body: bytes | None = None) -> None:
        """Answer a request; `body` is what was read of it already, if it was."""
        loop = asyncio.get_running_loop()
        environ = environ_of(scope)
        if body is None and _is_small(environ):
            body = await line()
        environ["wsgi.input"] = (
            BufferedReader(_Incoming(line, loop), _CHUNK) if body is None else BytesIO(body)
        )
        await loop.run_in_executor(self._threads, self._answer, environ, line, loop)

    def _answer(self, environ: Environ, line: Line, loop: asyncio.AbstractEventLoop) -> None:
        head: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: Headers, exc_info: object = None) -> None:
            head[:] = [(int(status[:3]), headers)]

        pieces = self._application(environ, start_response)
        try:
            status, headers = head[0]
            if _length(headers) <= _SMALL:
                line.response_bytes(status, headers, b"".join(pieces))
            else:
                _stream(iter(pieces), line.response_stream(status, headers), loop)
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()


def environ_of(scope: Scope) -> Environ:
    """Return a request as WSGI describes it, but for its body.

    A header whose name has an underscore is left out: it would look like the one with a hyphen, which a proxy guards.
    """
    host, _, port = scope.server.rpartition(":")
    environ = _SAME_FOR_ALL | {
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.url_scheme": scope.scheme,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        if key not in {"CONTENT_TYPE", "CONTENT_LENGTH"}:
            key = f"HTTP_{key}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    return environ


def _is_small(environ: Environ) -> bool:
    if "HTTP_TRANSFER_ENCODING" in environ:
        return False
    length = environ.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) <= _SMALL


def _length(headers: Headers) -> float:
    """Return how long an answer says that it is; who does not say may go on for ever."""
    said = next((value for name, value in headers if name.lower() == "content-length"), None)
    return float("inf") if said is None else int(said)


def _stream(pieces: Iterator[bytes], outgoing: Any, loop: asyncio.AbstractEventLoop) -> None:
    """Send an answer piece by piece, as fast as it is taken; who hangs up is sent no more."""

    async def send(piece: bytes) -> None:
        await outgoing.send_bytes(piece)

    with suppress(rsgi.ProtocolClosed):  # type: ignore[attr-defined]  # documented, if not exported
        for piece in pieces:
            asyncio.run_coroutine_threadsafe(send(piece), loop).result()


class _Incoming(RawIOBase):
    """A body that is still on its way, read from a thread: no more of it is kept than was asked for."""

    def __init__(self, line: Line, loop: asyncio.AbstractEventLoop) -> None:
        self._pieces: AsyncIterator[bytes] = aiter(line)
        self._loop = loop
        self._rest = b""
        self._is_over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest and not self._is_over:
            self._rest = asyncio.run_coroutine_threadsafe(self._next(), self._loop).result()
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)

    async def _next(self) -> bytes:
        # Not anext(pieces, b""): Python 3.11 crashes on the server's awaitable with a default.
        try:
            return await anext(self._pieces)
        except StopAsyncIteration:
            self._is_over = True
            return b""
