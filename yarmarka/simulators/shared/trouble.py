"""Trouble on the line, on request: answers that get lost after the work is done, servers that fail or are too busy."""

import json
import socket
import threading
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from yarmarka.simulators.shared.fields import Fields

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: `lost`: the work is done, then the line is cut. `failed`: the work is done, the answer is 500.
#: `limited`: nothing is done, 429. `at_work`: the work is done, but the answer is 202, "ask again".
TROUBLES: Final = ("lost", "failed", "limited", "at_work")
_ANSWERS: Final = {
    "failed": ("500 Internal Server Error", "internal_server_error"),
    "limited": ("429 Too Many Requests", "too_many_requests"),
    "at_work": ("202 Accepted", "processing"),
}
_MOST: Final = 20


class Trouble:
    """Stands before a stand-in's front and spoils the next answers to a machine's writes, as it was asked to."""

    def __init__(self, *, root: str) -> None:
        self._root = root
        self._turn = threading.Lock()
        self._next: deque[str] = deque()

    def expect(self, asked: Fields) -> dict[str, Any]:
        """Spoil the next answers: `trouble` names how, `times` how many."""
        trouble = asked.one_of("trouble", TROUBLES)
        with self._turn:
            self._next.extend([trouble] * asked.whole("times", least=1, most=_MOST, default=1))
        return {"expected": len(self._next)}

    def before(self, front: "WSGIApplication") -> "WSGIApplication":
        """Return the front with the trouble before it."""

        def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            trouble = self._take(environ)
            if not trouble:
                return front(environ, start_response)
            if trouble != "limited":
                b"".join(front(environ, _nobody))
            return _spoil(trouble, environ, start_response)

        return application

    def _take(self, environ: "WSGIEnvironment") -> str:
        path = str(environ["PATH_INFO"])
        is_write = environ["REQUEST_METHOD"] == "POST" and path.startswith(self._root)
        if not is_write or path.startswith(f"{self._root}test/"):
            return ""
        with self._turn:
            return self._next.popleft() if self._next else ""


def _nobody(*_args: Any, **_kwargs: Any) -> Any:
    """Take an answer that nobody will hear."""
    return lambda _body: None


def _spoil(trouble: str, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    if trouble == "lost":
        line: socket.socket = environ["werkzeug.socket"]
        line.shutdown(socket.SHUT_RDWR)
        raise ConnectionAbortedError
    status, code = _ANSWERS[trouble]
    body = json.dumps({"type": "error", "code": code, "error": {"code": code, "message": code}}).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
