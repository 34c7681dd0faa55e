"""A load generator that costs little: one thread, many connections, each with one request on its way."""

import selectors
import socket
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

_HEAD_ENDS: Final = b"\r\n\r\n"
_CHUNK: Final = 65_536

#: status and body
Answer = tuple[int, bytes]
#: Yields (what it is, a request), is sent the answer, and so on; returns "" when all went well, or what went wrong.
Story = Generator[tuple[str, bytes], Answer, str]


@dataclass
class Measured:
    """What a load saw: stories that went well with how long each took, and the others by what was wrong."""

    seconds: float = 0.0
    accepted: int = 0
    others: Counter[str] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)
    #: of each request of a story, by what it is
    steps: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def per_second(self) -> float:
        """How many went well each second."""
        return self.accepted / self.seconds if self.seconds else 0.0

    def percentile_ms(self, share: float) -> float:
        """Return the latency that this share of those that went well stayed within, in milliseconds."""
        return percentile_ms(self.latencies, share)


def percentile_ms(latencies: Iterable[float], share: float) -> float:
    """Return the latency, in milliseconds, that this share of some latencies in seconds stays within."""
    ordered = sorted(latencies)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


class _Connection:
    """One connection, and the answer that is coming."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def send(self, request: bytes) -> None:
        self.buffer = b""
        self.socket.sendall(request)

    def answer(self) -> Answer | None:
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


class _Client:
    """Somebody who lives through one story after another on a connection of their own."""

    def __init__(self, port: int, stories: Iterator[Story], measured: Measured) -> None:
        self.connection = _Connection(port)
        self._stories = stories
        self._measured = measured
        self._story: Story | None = None
        self._step = ""
        self._began_at = self._sent_at = 0.0

    def begin(self) -> bool:
        """Send the next story's first request; return whether there was one."""
        self._story = next(self._stories, None)
        if self._story is None:
            return False
        self._began_at = time.perf_counter()
        self._send(next(self._story))
        return True

    def go_on(self, answer: Answer) -> bool:
        """Tell the story what came back; return whether it goes on."""
        assert self._story is not None, "an answer to nothing"
        now = time.perf_counter()
        self._measured.steps[self._step].append(now - self._sent_at)
        try:
            following = self._story.send(answer)
        except StopIteration as ended:
            self._note(ended.value, now)
            return False
        self._send(following)
        return True

    def _send(self, step: tuple[str, bytes]) -> None:
        self._step, request = step
        self._sent_at = time.perf_counter()
        self.connection.send(request)

    def _note(self, wrong: str, now: float) -> None:
        if wrong:
            self._measured.others[wrong] += 1
            return
        self._measured.accepted += 1
        self._measured.latencies.append(now - self._began_at)


def _length_of(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":", 1)[1])
    raise ValueError("an answer without a length")


def run_stories(
    port: int, *, stories_of: Callable[[int], Iterator[Story]], clients: int, seconds: float
) -> Measured:
    """Keep `clients` connections busy for so long, each with its own stories; return what came of them.

    Stories that are on their way when time is over are lived to their end, and count like the rest.
    """
    measured = Measured()
    ready = selectors.DefaultSelector()
    people = [_Client(port, stories_of(number), measured) for number in range(clients)]
    begun = time.perf_counter()
    ends = begun + seconds
    for client in people:
        client.begin()
        ready.register(client.connection.socket, selectors.EVENT_READ, client)
    waiting = len(people)
    while waiting:
        for key, _ in ready.select(timeout=30):
            client = key.data
            answer = client.connection.answer()
            if answer is None or client.go_on(answer):
                continue
            if time.perf_counter() >= ends or not client.begin():
                ready.unregister(client.connection.socket)
                client.connection.socket.close()
                waiting -= 1
    measured.seconds = time.perf_counter() - begun
    return measured


def run_load(
    port: int,
    *,
    requests_of: Callable[[int], Iterator[bytes]],
    clients: int,
    seconds: float,
    is_accepted: Callable[[int, bytes], bool],
) -> Measured:
    """Keep `clients` connections busy for so long with requests that don't depend on one another."""
    return run_stories(
        port,
        stories_of=lambda number: (single(request, is_accepted) for request in requests_of(number)),
        clients=clients,
        seconds=seconds,
    )


def single(request: bytes, is_accepted: Callable[[int, bytes], bool]) -> Story:
    """Return the story of one request."""
    status, body = yield "request", request
    return "" if is_accepted(status, body) else told(status, body)


def told(status: int, body: bytes) -> str:
    """Return an answer in short, for the count of what went wrong."""
    return f"{status} {body[:120].decode(errors='replace')}"


def live_through(port: int, story: Story, *, watch: Callable[[str], None]) -> str:
    """Live through one story alone, telling `watch` what each request was once its answer is here; return its end."""
    connection = _Connection(port)
    try:
        step, request = next(story)
        while True:
            connection.send(request)
            while (answer := connection.answer()) is None:
                pass
            watch(step)
            step, request = story.send(answer)
    except StopIteration as ended:
        return str(ended.value)
    finally:
        connection.socket.close()
