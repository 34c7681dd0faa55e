"""One shopper's line to the shop and to the bank: one try is one connection, and may end in silence."""

import http.client
import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from yarmarka.bench.soak.notebook import Notebook
from yarmarka.bench.soak.proxy import LOOPBACK

PATIENCE_S: Final = 6.0


@dataclass(frozen=True)
class Answer:
    """What came back; a status of 0 stands for silence, a reset, or half an answer."""

    status: int
    body: dict[str, Any]

    @property
    def is_final(self) -> bool:
        """Test if asking again would bring nothing else: it was done, or refused."""
        return 200 <= self.status < 500 and self.status != 429

    @property
    def is_done(self) -> bool:
        """Test if what was asked for was done."""
        return 200 <= self.status < 400


@dataclass(frozen=True)
class Line:
    """How one shopper reaches the shop."""

    port: int
    token: str
    notebook: Notebook
    patience_s: float = PATIENCE_S

    def post(self, path: str, body: dict[str, Any] | None = None, *, key: str = "") -> Answer:
        """Ask the shop's API for something to be done."""
        headers = {"Idempotency-Key": key} if key else {}
        return self._ask("POST", f"/api/v1{path}", json.dumps(body).encode() if body else b"", headers)

    def get(self, path: str) -> Answer:
        """Read something from the shop's API."""
        return self._ask("GET", f"/api/v1{path}", b"", {})

    def _ask(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> Answer:
        known = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        answer = _once(
            method, self.port, path, content=content, headers=known | headers, patience_s=self.patience_s
        )
        self.notebook.answer(_in_a_word(answer))
        return answer


def choose_card(page: str, card: str) -> Answer:
    """Pay on the bank's page, with one of its practice cards."""
    parts = urlsplit(page)
    form = urlencode({"card": card}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return _once("POST", parts.port or 80, parts.path, content=form, headers=kind, patience_s=PATIENCE_S)


def _once(
    method: str, port: int, path: str, *, content: bytes, headers: dict[str, str], patience_s: float
) -> Answer:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=patience_s)
    try:
        connection.request(method, path, body=content, headers=headers)
        response = connection.getresponse()
        if response.length is None:  # cut short amid its headers
            return Answer(0, {})
        said = response.read()
        is_json = (response.getheader("Content-Type") or "").startswith("application/json")
        return Answer(response.status, json.loads(said) if is_json and said else {})
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(0, {})
    finally:
        connection.close()


def _in_a_word(answer: Answer) -> str:
    if not answer.status:
        return "silence"
    return f"{answer.status} {answer.body.get('code', '')}".strip()
