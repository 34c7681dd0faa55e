"""Files are fetched from out in the world only, whatever names and redirects say."""

import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from yarmarka.connectors.feeds.fetching import Door, FetchRefused, fetch, is_public

INSIDE = (
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 -- nobody listens there: it is to be refused
    "::1",
    "fe80::1",
)
MAPPED = ("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fd00::1", "224.0.0.1")


class _Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2] or "/to")
            self.end_headers()
            return
        if self.path.startswith("/pause"):
            # Its clock is nobody else's: what counts is the time between what it says now and then.
            self.send_response_only(int(self.path[6:9]))
            self.send_header("Date", "Sun, 01 Feb 2015 10:00:00 GMT")
            self.send_header("Retry-After", self.path.partition("?")[2].replace("_", " "))
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "text/html" if self.path == "/page" else "text/xml; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"x" * 2_000 if self.path == "/large" else f"<{self.headers['Host']}/>".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def shop() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def door(port: int, *, here: str = "127.0.0.1") -> Door:
    """Return a way out to the shop alone, under the name `shop.example`."""
    names = {"shop.example": [here], "inside.example": ["10.0.0.7"], "mixed.example": [here, "10.0.0.7"]}
    return Door(
        may_reach=lambda address: str(address) == "127.0.0.1",
        ports=frozenset({port}),
        look_up=lambda host, port: names.get(host, []),
    )


@pytest.mark.parametrize("address", [*INSIDE, *MAPPED])
def test_what_is_inside_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4010:c0a::65", "::ffff:8.8.8.8"])
def test_the_world_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_file_is_fetched_under_its_own_name(shop: int, tmp_path: Path) -> None:
    file = tmp_path / "feed"
    assert fetch(f"http://shop.example:{shop}/to?/feed.xml", into=file, limit=1_000, door=door(shop)) > 0
    assert file.read_text() == f"<shop.example:{shop}/>"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("shop.example:{port}/gone", "status"),
        ("shop.example:{port}/page", "type"),
        ("shop.example:{port}/large", "too_large"),
        ("shop.example:{port}/to", "too_many_redirects"),
        ("shop.example:{port}/to?http://inside.example:{port}/", "inside"),
        ("shop.example:{port}/to?file:///etc/hostname", "address"),
        ("shop.example:{port}/to?http://shop.example:22/", "port"),
        ("mixed.example:{port}/feed.xml", "inside"),
        ("unknown.example:{port}/feed.xml", "inside"),
        ("user:word@shop.example:{port}/feed.xml", "address"),
    ],
)
def test_what_is_no_file_from_outside_is_refused(shop: int, tmp_path: Path, path: str, reason: str) -> None:
    file = tmp_path / "feed"
    with pytest.raises(FetchRefused) as refused:
        fetch(f"http://{path.format(port=shop)}", into=file, limit=1_000, door=door(shop))
    assert refused.value.facts["reason"] == reason
    assert not file.exists()


def test_a_name_is_looked_up_once_for_judging_and_connecting(shop: int, tmp_path: Path) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    way = Door(may_reach=door(shop).may_reach, ports=frozenset({shop}), look_up=rebinding)
    fetch(f"http://shop.example:{shop}/feed.xml", into=tmp_path / "feed", limit=1_000, door=way)
    assert asked == ["shop.example"]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("429?120", 120),
        ("503?0", 0),
        ("503?99999999999999999999", 86_400),
        ("429?Sun,_01_Feb_2015_10:02:00_GMT", 120),
        ("429?Sun,_01_Feb_2015_09:00:00_GMT", 0),
        ("429?soon", None),
        ("429?-5", None),
        ("500?120", None),
    ],
)
def test_a_server_may_say_how_long_to_leave_it_alone(
    shop: int, tmp_path: Path, said: str, seconds: int | None
) -> None:
    with pytest.raises(FetchRefused) as refused:
        fetch(f"http://shop.example:{shop}/pause{said}", into=tmp_path / "feed", limit=1_000, door=door(shop))
    assert refused.value.facts["status"] == int(said[:3])
    assert refused.value.facts.get("retry_after_s") == seconds


def test_redirects_have_no_more_time_than_the_file(shop: int, tmp_path: Path) -> None:
    with pytest.raises(FetchRefused) as refused:
        fetch(
            f"http://shop.example:{shop}/to",
            into=tmp_path / "feed",
            limit=1_000,
            door=door(shop),
            longest_s=0,
        )
    assert refused.value.facts["reason"] == "too_slow"
