"""Real stand-ins in processes of their own, and a tiny shop that hears their webhooks."""

import hashlib
import hmac
import json
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import uuid4

import httpx

from yarmarka.kernel.ports import free_port

SECRET = "a secret for tests"
PATIENCE_S = 20.0
#: One client for all: making one takes longer than most answers.
WEB = httpx.Client(timeout=10, trust_env=False)
Value = TypeVar("Value")


def eventually(look: Callable[[], Value], *, within: float = PATIENCE_S) -> Value:
    """Return the first true value that `look` gives; fail when there is none in time."""
    deadline = time.monotonic() + within
    while not (value := look()):
        assert time.monotonic() < deadline, f"it did not come true within {within} s; last seen: {value!r}"
        time.sleep(0.02)
    return value


@dataclass
class StandIn:
    """A simulator's process, which can be killed and started again on the same state and port."""

    name: str
    data: Path
    shop_url: str
    options: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    def start(self) -> Self:
        """Start it and wait until it says where it listens."""
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", f"yarmarka.simulators.{self.name}", "--port", str(self.port),
                "--data", str(self.data), "--shop-url", self.shop_url, "--secret", SECRET, *self.options,
            ],
            stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert "listens on http://127.0.0.1:" in line, f"{self.name} did not start: {line!r}"
        self.port = int(line.rsplit(":", 1)[1])
        return self

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self._gone()

    def stop(self) -> int:
        """Ask it to end; return its exit status."""
        assert self.process is not None
        self.process.terminate()
        return self._gone()

    def _gone(self) -> int:
        assert self.process is not None and self.process.stdout is not None
        status = self.process.wait(timeout=PATIENCE_S)
        self.process.stdout.close()
        return status

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def post(
        self, path: str, facts: dict[str, Any] | None = None, *, key: str | None = None
    ) -> httpx.Response:
        """Ask as the shop's machine does, with a fresh key unless one is given."""
        headers = {
            "Authorization": f"Bearer {SECRET}",
            "Idempotency-Key": key if key is not None else uuid4().hex,
        }
        return WEB.post(f"{self.url}{path}", json=facts or {}, headers=headers)

    def get(self, path: str) -> httpx.Response:
        """Read as the shop's machine does."""
        return WEB.get(f"{self.url}{path}", headers={"Authorization": f"Bearer {SECRET}"})


@dataclass(frozen=True)
class Heard:
    """One webhook as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(self.body)
        return facts

    def is_signed(self) -> bool:
        """Test the signature by what the agreement says, not by anybody's code."""
        parts = dict(part.split("=", 1) for part in self.headers["Yarmarka-Signature"].split(","))
        digest = hmac.new(SECRET.encode(), f"{parts['t']}.".encode() + self.body, hashlib.sha256).hexdigest()
        return parts["v1"] == digest and abs(time.time() - int(parts["t"])) < 60


@dataclass
class Shop:
    """Hears webhooks; while `is_open` is false it answers 503 to all of them.

    Its address has a word of its own: who still looks for a shop that had this port before is not heard.
    """

    heard: list[Heard] = field(default_factory=list)
    is_open: bool = True
    turned_away: int = 0

    def __post_init__(self) -> None:
        shop, root = self, f"/{secrets.token_hex(8)}"

        class Ear(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not self.path.startswith(root):
                    self.send_error(404)
                    return
                if shop.is_open:
                    path = self.path.removeprefix(root)
                    shop.heard.append(Heard(path, dict(self.headers.items()), body))
                else:
                    shop.turned_away += 1
                self.send_response(204 if shop.is_open else 503)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}{root}"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def of(self, subject: str) -> list[dict[str, Any]]:
        """Return the acquirer's events heard about a payment, refund or payout, as they arrived."""
        events = [heard.facts for heard in list(self.heard)]
        return [e for e in events if any(thing["id"] == subject for thing in e.get("data", {}).values())]

    def types(self, subject: str) -> list[str]:
        """Return the types of the events heard about a subject."""
        return [event["type"].partition(".")[2] for event in self.of(subject)]

    def codes(self, number: str) -> list[str]:
        """Return the codes of the scans heard about a parcel, as they arrived."""
        scans = [scan for heard in list(self.heard) for scan in heard.facts.get("events", [])]
        return [scan["code"] for scan in scans if scan["number"] == number]


def payment_facts(**changes: Any) -> dict[str, Any]:
    """Return what the shop sends to make a payment."""
    return {
        "amount_minor": 123_450,
        "currency": "RUB",
        "reference": uuid4().hex,
        "description": "Заказ ord_1",
        "return_url": "http://shop.example/back?order=1",
    } | changes


def shipment_facts(**changes: Any) -> dict[str, Any]:
    """Return what the shop sends to register a shipment."""
    return {
        "reference": uuid4().hex,
        "service": "LP",
        "sender": {"country": "CN", "city": "Иу"},
        "recipient": {"country": "RU", "city": "Казань", "postal_code": "420111"},
        "weight_g": 350,
        "declared_value_minor": 123_450,
        "currency": "RUB",
    } | changes
