"""A load generator that costs little: one thread, many connections, each with one request on its way."""

import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

_HEAD_ENDS: Final = b"\r\n\r\n"
_CHUNK: Final = 65_536


@dataclass
class Measured:
    """What a load saw: accepted answers with their latencies, others by what they were."""

    seconds: float = 0.0
    accepted: int = 0
    others: Counter[str] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Accepted answers a second."""
        return self.accepted / self.seconds if self.seconds else 0.0

    def percentile_ms(self, share: float) -> float:
        """Return the latency that this share of the accepted answers stayed within, in milliseconds."""
        if not self.latencies:
            return float("nan")
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Client:
    """One connection: what it sends next, and the answer that is coming."""

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = requests
        self.buffer = b""
        self.sent_at = 0.0

    def send(self) -> bool:
        """Send the next request; return whether there was one."""
        request = next(self.requests, None)
        if request is None:
            return False
        self.buffer = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)
        return True

    def answer(self) -> tuple[int, bytes] | None:
        """Read what has come; return status and body once all is there."""
        read = self.socket.recv(_CHUNK)
        if not read:
            raise ConnectionError("the server closed the connection")
        self.buffer += read
        head, found, body = self.buffer.partition(_HEAD_ENDS)
        if not found:
            return None
        length = _length_of(head)
        return (int(head[9:12]), body) if len(body) >= length else None


def _length_of(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":", 1)[1])
    raise ValueError("an answer without a length")


def run_load(
    port: int,
    *,
    requests_of: Callable[[int], Iterator[bytes]],
    clients: int,
    seconds: float,
    is_accepted: Callable[[int, bytes], bool],
) -> Measured:
    """Keep `clients` connections busy for so long, each with its own requests; return what came back.

    What is on its way when time is over is waited for, and counts like the rest.
    """
    measured = Measured()
    ready = selectors.DefaultSelector()
    people = [_Client(port, requests_of(number)) for number in range(clients)]
    begun = time.perf_counter()
    ends = begun + seconds
    for client in people:
        client.send()
        ready.register(client.socket, selectors.EVENT_READ, client)
    waiting = len(people)
    while waiting:
        for key, _ in ready.select(timeout=30):
            client = key.data
            answer = client.answer()
            if answer is None:
                continue
            now = time.perf_counter()
            if is_accepted(*answer):
                measured.accepted += 1
                measured.latencies.append(now - client.sent_at)
            else:
                measured.others[f"{answer[0]} {answer[1][:120].decode(errors='replace')}"] += 1
            if now >= ends or not client.send():
                ready.unregister(client.socket)
                client.socket.close()
                waiting -= 1
    measured.seconds = time.perf_counter() - begun
    return measured
