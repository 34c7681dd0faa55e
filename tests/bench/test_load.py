"""Stories are lived through to their end, each on its own connection, and told apart by how they went."""

import socket
import threading
from collections.abc import Iterator

import pytest

from yarmarka.bench.load import Story, live_through, run_load, run_stories
from yarmarka.bench.requests import get, post


@pytest.fixture
def echo() -> Iterator[int]:
    """A server that answers each request with its own first line, in two pieces; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_answer_all, args=(server,), daemon=True).start()
        yield server.getsockname()[1]


def _answer_all(server: socket.socket) -> None:
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=(line,), daemon=True).start()


def _answer(line: socket.socket) -> None:
    with line:
        while heard := line.recv(65_536):
            first = heard.partition(b"\r\n")[0]
            status = b"404 Not Found" if b"missing" in first else b"200 OK"
            line.sendall(b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n" % (status, len(first)))
            line.sendall(first)


def two_steps(port: int, second: str) -> Story:
    status, body = yield "first", post(port, "/first", {"a": 1})
    assert (status, body) == (200, b"POST /first HTTP/1.1")
    status, _ = yield "second", get(port, second)
    return "" if status == 200 else f"{status}"


def test_a_story_goes_on_from_what_it_was_answered(echo: int) -> None:
    def stories(client: int) -> Iterator[Story]:
        yield two_steps(echo, "/fine")
        yield two_steps(echo, "/missing" if client else "/fine")

    seen = run_stories(echo, stories_of=stories, clients=3, seconds=30)
    assert seen.accepted == len(seen.latencies) == 4
    assert seen.others == {"404": 2}
    assert {step: len(spent) for step, spent in seen.steps.items()} == {"first": 6, "second": 6}
    assert 0 < seen.percentile_ms(0.5) <= seen.percentile_ms(0.95)


def test_single_requests_are_the_shortest_stories(echo: int) -> None:
    seen = run_load(
        echo,
        requests_of=lambda _client: iter([get(echo, "/fine"), get(echo, "/missing")]),
        clients=2,
        seconds=30,
        is_accepted=lambda status, _body: status == 200,
    )
    assert seen.accepted == 2
    assert seen.others == {"404 GET /missing HTTP/1.1": 2}


def test_one_story_can_be_watched_step_by_step(echo: int) -> None:
    steps: list[str] = []
    assert live_through(echo, two_steps(echo, "/missing"), watch=steps.append) == "404"
    assert steps == ["first", "second"]
