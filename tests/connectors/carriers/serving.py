"""A small server on this machine that answers as a carrier's documents say, and remembers what it was asked."""

import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: method, path with query, headers and body → status and body
Said = tuple[int, Any]


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def facts(self) -> Any:
        """Its body as JSON."""
        return json.loads(self.body)


@dataclass
class Served:
    """A carrier's address, and all that it was asked."""

    address: str
    asked: list[Asked] = field(default_factory=list)
    #: what was asked and not answered, and why: more than the test foresaw, as when a slow answer is asked for again
    unanswered: list[tuple[Asked, Exception]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked, in short."""
        return [f"{one.method} {one.path}" for one in self.asked]


@contextmanager
def serving(answer: Callable[[Asked], Said]) -> Iterator[Served]:
    """Serve until the block is left. Text is sent as it is, anything else as JSON.

    The address begins with a word of its own: who still looks for a server that had this port before (a practice bank
    tells its news again and again, to whoever listens there by now) gets no answer that the test has, and isn't noted.
    """
    served, root = Served(""), f"/{secrets.token_hex(8)}"

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if not self.path.startswith(f"{root}/"):
                self.send_error(404)
                return
            path = self.path.removeprefix(root)
            asked = Asked(self.command, path, {k.lower(): v for k, v in self.headers.items()}, body)
            served.asked.append(asked)
            try:
                status, said = answer(asked)
            except Exception as trouble:
                served.unanswered.append((asked, trouble))
                raise
            content = said.encode() if isinstance(said, str) else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815 -- http.server's names

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    served.address = f"http://127.0.0.1:{server.server_port}{root}"
    try:
        yield served
    except Exception as trouble:
        # A failure that comes of a question too many should say so.
        trouble.add_note(f"asked: {served.paths()}; not answered: {served.unanswered}")
        raise
    finally:
        server.shutdown()
        server.server_close()
