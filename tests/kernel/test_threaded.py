"""What is written for threads is served whole by a server that speaks to an event loop."""

import hashlib
import os
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from yarmarka.kernel.ports import answers, free_port
from yarmarka.kernel.supervisor import Program
from yarmarka.kernel.waiting import wait_until


class Shop:
    """The odd shop on a server of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.slow_has_begun, self.tape_is_closed = folder / "slow", folder / "tape"
        self.program = Program(
            name="odd shop",
            command=[
                *(sys.executable, "-m", "granian", "--interface", "rsgi", "--no-ws", "--http", "1"),
                *("--host", "127.0.0.1", "--port", str(self.port), "tests.kernel.odd_shop:application"),
            ],
            log=folder / "shop.log",
            env=os.environ
            | {"SLOW_HAS_BEGUN": str(self.slow_has_begun), "TAPE_IS_CLOSED": str(self.tape_is_closed)},
            is_ready=lambda: answers(self.port),
        )
        self.program.start()
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", trust_env=False)

    def said(self, raw: bytes) -> bytes:
        """Return what is answered to these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(raw)
            said = b""
            while piece := line.recv(65_536):
                said += piece
            return said


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    shop = Shop(tmp_path_factory.mktemp("shop"))
    yield shop
    shop.program.stop()


def test_a_request_is_described_as_ever(shop: Shop) -> None:
    answer = shop.client.get(
        "/%D1%87%D0%B0%D0%B9/a%2Fb?x=%D1%8F&y=1",
        headers=[
            ("Cookie", "a=1"),
            ("Cookie", "b=2"),
            ("X-Two", "1"),
            ("X-Two", "2"),
            ("Content-Type", "a/b"),
        ],
    )
    told = answer.json()
    assert told["PATH_INFO"].encode("latin-1").decode() == "/чай/a/b"
    assert (told["QUERY_STRING"], told["REQUEST_METHOD"]) == ("x=%D1%8F&y=1", "GET")
    assert (told["HTTP_COOKIE"], told["HTTP_X_TWO"], told["CONTENT_TYPE"]) == ("a=1; b=2", "1,2", "a/b")
    assert (told["REMOTE_ADDR"], told["HTTP_HOST"]) == ("127.0.0.1", f"127.0.0.1:{shop.port}")
    assert answer.headers.get_list("X-Twice") == ["a", "b"]


def test_a_header_with_an_underscore_can_not_pass_for_the_one_that_a_proxy_guards(shop: Shop) -> None:
    told = shop.client.get("/", headers={"X_Forwarded_Proto": "https", "X-Forwarded-For": "192.0.2.7"}).json()
    assert "HTTP_X_FORWARDED_PROTO" not in told
    assert told["HTTP_X_FORWARDED_FOR"] == "192.0.2.7"


@pytest.mark.parametrize("size", [0, 1, 200_000, 3_000_000])
@pytest.mark.parametrize("has_length", [True, False])
def test_a_body_arrives_whole_whether_or_not_its_length_is_announced(
    shop: Shop, size: int, has_length: bool
) -> None:
    body = os.urandom(size)
    sent = body if has_length else (body[start : start + 70_000] for start in range(0, size, 70_000))
    told = shop.client.post("/upload", content=sent).json()
    assert told == {"sha256": hashlib.sha256(body).hexdigest(), "length": size}


def test_a_long_answer_comes_piece_by_piece_and_is_put_away_when_the_reader_hangs_up(shop: Shop) -> None:
    with shop.client.stream("GET", "/long") as answer:
        pieces = answer.iter_bytes()
        assert next(pieces).startswith(b"0\n0\n")
    assert wait_until(shop.tape_is_closed.exists, seconds=10), "the answer was put away"


def test_a_caller_who_is_slow_to_send_holds_no_thread(shop: Shop) -> None:
    slow = [socket.create_connection(("127.0.0.1", shop.port)) for _ in range(4)]
    for line in slow:
        line.sendall(b"POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf")
    assert shop.client.get("/", timeout=5).status_code == 200
    for line in slow:
        line.close()


def test_a_failure_is_answered_and_the_next_request_is_served(shop: Shop) -> None:
    assert shop.client.get("/fails").status_code == 500
    assert shop.client.get("/").status_code == 200


def test_a_head_has_no_body(shop: Shop) -> None:
    said = shop.said(b"HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 200")
    assert said.endswith(b"\r\n\r\n")


def test_a_request_that_is_being_answered_is_answered_before_the_server_stops(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    with ThreadPoolExecutor(1) as caller:
        asked = caller.submit(shop.client.get, "/slow")
        assert wait_until(shop.slow_has_begun.exists, seconds=10)
        shop.program.stop()
        assert asked.result(10).status_code == 200
