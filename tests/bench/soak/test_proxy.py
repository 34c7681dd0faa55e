"""The bad line does what it is asked for, and the server behind it does its work all the same."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.simulators.stand_ins import eventually
from yarmarka.bench.soak.line import Line
from yarmarka.bench.soak.notebook import Notebook
from yarmarka.bench.soak.proxy import FlakyProxy, Mischief


class _Shop(BaseHTTPRequestHandler):
    worked: list[bytes] = []

    def do_POST(self) -> None:
        self.worked.append(self.rfile.read(int(self.headers["Content-Length"])))
        said = b'{"id": "ord_1"}'
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def shop() -> Iterator[int]:
    _Shop.worked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def ask(port: int, *, patience_s: float = 0.5, **chances: float) -> tuple[int, FlakyProxy]:
    proxy = FlakyProxy(port, chances={Mischief[name]: chance for name, chance in chances.items()}, seed=1)
    proxy.start()
    try:
        line = Line(port=proxy.port, token="t", notebook=Notebook(), patience_s=patience_s)
        return line.post("/orders", {"a": 1}, key="k").status, proxy
    finally:
        proxy.stop()


def test_a_good_line_passes_everything_on(shop: int) -> None:
    status, proxy = ask(shop, patience_s=20)
    assert (status, _Shop.worked) == (201, [b'{"a": 1}'])
    assert proxy.did == {"connections": 1}


@pytest.mark.parametrize("mischief", ["RESET", "SWALLOWED", "CUT"])
def test_the_server_did_its_work_and_its_answer_is_lost(shop: int, mischief: str) -> None:
    status, proxy = ask(shop, **{mischief: 1.0})
    assert (status, _Shop.worked) == (0, [b'{"a": 1}'])
    assert proxy.did[Mischief[mischief]] == 1


def test_who_is_turned_away_has_asked_for_nothing(shop: int) -> None:
    status, proxy = ask(shop, TURNED_AWAY=1.0)
    assert (status, _Shop.worked) == (0, [])
    assert proxy.did[Mischief.TURNED_AWAY] == 1


def test_a_late_answer_is_an_answer(shop: int) -> None:
    status, proxy = ask(shop, patience_s=20, DELAYED=1.0)
    assert status == 201
    assert proxy.did[Mischief.DELAYED] >= 1


def test_a_line_to_nobody_is_silent() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        status, proxy = ask(nobody.getsockname()[1])
    assert status == 0
    assert proxy.did["nobody there"] == 1


def test_a_line_that_calmed_down_passes_everything_on(shop: int) -> None:
    proxy: Any = FlakyProxy(shop, chances={Mischief.RESET: 1.0}, seed=1)
    proxy.start()
    proxy.calm_down()
    line = Line(port=proxy.port, token="t", notebook=Notebook())
    assert eventually(lambda: line.post("/orders", {"a": 1}).status) == 201
    proxy.stop()
