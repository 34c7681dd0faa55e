"""A small WSGI application behind the server's asynchronous interface, for test_threaded: granian loads it."""

import json
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from yarmarka.kernel.threaded import Environ, Threaded


def shop(environ: Environ, start_response: Any) -> Iterable[bytes]:
    """Answer in the way that the path asks for."""
    path = environ["PATH_INFO"]
    if path == "/long":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return Tape()
    if path == "/fails":
        raise ValueError("nobody expected this")
    facts = {key: value for key, value in environ.items() if isinstance(value, str)}
    if path == "/upload":
        facts = digest_of(environ["wsgi.input"])
    if path == "/slow":
        Path(os.environ["SLOW_HAS_BEGUN"]).touch()
        time.sleep(0.5)
    body = json.dumps(facts).encode()
    start_response("200 OK", [("Content-Length", str(len(body))), ("X-Twice", "a"), ("X-Twice", "b")])
    return [body]


def digest_of(body: Any) -> dict[str, Any]:
    """Read a body in pieces, as a form parser does."""
    digest, length = sha256(), 0
    while piece := body.read(10_000):
        digest.update(piece)
        length += len(piece)
    return {"sha256": digest.hexdigest(), "length": length}


class Tape:
    """An answer without an end, which notes when it was put away."""

    def __iter__(self) -> Iterator[bytes]:
        for number in range(1_000_000):
            yield f"{number}\n".encode() * 1000

    def close(self) -> None:
        Path(os.environ["TAPE_IS_CLOSED"]).touch()


application = Threaded(shop, threads=ThreadPoolExecutor(2))
