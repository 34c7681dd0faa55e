"""Sellers' servers for practice: pictures with something to see in them, each its own, after a while."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from yarmarka.connectors.feeds.fetching import Door

#: sides of the swells of light in a picture, in dots: coarse and fine, so that it is as large as a photograph
_SWELLS: Final = (64, 96, 128)
_GRAIN: Final = 4


@dataclass
class Pictures:
    """JPEGs by path, and how long a server waits before it gives one."""

    latency_s: float
    by_path: dict[str, bytes] = field(default_factory=dict)

    def make(self, path: str, *, side: int, seed: int) -> int:
        """Make a picture that no other seed makes; return its bytes."""
        import pyvips

        bands = [
            pyvips.Image.perlin(side, side, cell_size=cell, seed=seed + cell).linear(60, 128)
            for cell in _SWELLS
        ]
        grain = pyvips.Image.gaussnoise(side, side, sigma=_GRAIN, mean=0, seed=seed)
        shown = (bands[0].bandjoin(bands[1:]) + grain).cast("uchar").copy(interpretation="srgb")
        self.by_path[path] = bytes(shown.jpegsave_buffer(Q=85))
        return len(self.by_path[path])


@contextmanager
def served(pictures: Pictures) -> Iterator[tuple[int, Door]]:
    """Serve pictures on a port of this machine, under any host's name; give the port, and the way out to it."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(pictures.latency_s)
            self.send_response(200)
            self.send_header("Content-Type", "image/jpeg")
            self.end_headers()
            self.wfile.write(pictures.by_path[self.path])

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    door = Door(
        may_reach=lambda address: str(address) == "127.0.0.1",
        ports=frozenset({server.server_port}),
        look_up=lambda host, port: ["127.0.0.1"],
    )
    try:
        yield server.server_port, door
    finally:
        server.shutdown()
        server.server_close()
