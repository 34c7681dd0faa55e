"""The bench of search: its way to ask for pages."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from yarmarka.bench.search.measuring import visit
from yarmarka.bench.search.mix import Asked
from yarmarka.connectors.search import SearchQuery


class _Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    senders: set[str] = set()

    def do_GET(self) -> None:
        self.senders.add(self.headers["X-Forwarded-For"])
        self.send_response(503 if "broken" in self.path else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_pages_are_asked_for_by_the_whole_mix_at_least_and_none_may_fail() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        asked = [Asked("words", SearchQuery(f"word {number}")) for number in range(120)]
        found = visit(server.server_port, asked, path_of=lambda one: one.path, seconds=0)
        assert found.told()["queries"] == len(asked)
        assert len(_Shop.senders) > 2, "nobody types so much alone"
        with pytest.raises(RuntimeError, match="503"):
            visit(server.server_port, asked, path_of=lambda _: "/broken", seconds=0)
    finally:
        server.shutdown()
        server.server_close()
