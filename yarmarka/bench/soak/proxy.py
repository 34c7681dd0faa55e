"""A bad line in front of a server: it delays, turns away, cuts answers short, resets, and swallows them whole."""

import asyncio
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Final

LOOPBACK: Final = "127.0.0.1"
_CHUNK: Final = 65_536
_LONGEST_DELAY_S: Final = 0.4


class Mischief(StrEnum):
    """What may happen to a connection or to an answer."""

    TURNED_AWAY = "turned away"  # nothing was passed on
    DELAYED = "delayed"
    RESET = "reset"  # the server did its work; its answer is lost, and the caller hears so
    SWALLOWED = "swallowed"  # the same, and the caller hears nothing
    CUT = "cut short"  # half of the answer


class FlakyProxy:
    """Passes connections on to a port of this machine, from a thread of its own, with the mischief that is asked for.

    `chances`: how likely each mischief is, for each connection (turned away) or each answer (all others).
    """

    def __init__(self, target: int, *, chances: Mapping[Mischief, float], seed: int) -> None:
        self.port = 0
        self.did: Counter[str] = Counter()
        self._target = target
        self._chances = dict(chances)
        self._chance = random.Random(seed)  # noqa: S311 -- mischief, not secrets
        self._loop = asyncio.new_event_loop()
        self._is_ready = threading.Event()
        self._open: set[asyncio.Task[None]] = set()  # the loop itself would let them be collected

    def start(self) -> None:
        """Listen on a free port."""
        threading.Thread(target=self._run, name="flaky proxy", daemon=True).start()
        self._is_ready.wait(10)

    def stop(self) -> None:
        """Stop listening, and drop what is open."""
        with suppress(RuntimeError):  # stopped already
            self._loop.call_soon_threadsafe(self._drop_all)

    def calm_down(self) -> None:
        """Pass on everything from now on."""
        self._chances = {}

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._answer, LOOPBACK, 0, backlog=1_024))
        self.port = server.sockets[0].getsockname()[1]
        self._is_ready.set()
        self._loop.run_forever()

    def _drop_all(self) -> None:
        for task in self._open:
            task.cancel()
        self._loop.call_later(0.05, self._loop.stop)

    def _happens(self, mischief: Mischief) -> bool:
        if self._chance.random() >= self._chances.get(mischief, 0.0):
            return False
        self.did[mischief] += 1
        return True

    async def _answer(self, asks: asyncio.StreamReader, hears: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(asks, hears))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, asks: asyncio.StreamReader, hears: asyncio.StreamWriter) -> None:
        self.did["connections"] += 1
        if self._happens(Mischief.TURNED_AWAY):
            _reset(hears)
            return
        try:
            answers, server = await asyncio.open_connection(LOOPBACK, self._target)
        except OSError:
            self.did["nobody there"] += 1
            _reset(hears)
            return
        try:
            await asyncio.gather(self._pass_on(asks, server), self._pass_back(answers, hears))
        except OSError:
            _reset(hears)
        finally:
            server.close()
            hears.close()

    async def _pass_on(self, asks: asyncio.StreamReader, server: asyncio.StreamWriter) -> None:
        while asked := await asks.read(_CHUNK):
            if self._happens(Mischief.DELAYED):
                await asyncio.sleep(self._chance.uniform(0, _LONGEST_DELAY_S))
            server.write(asked)
            await server.drain()
        with suppress(OSError):
            server.write_eof()

    async def _pass_back(self, answers: asyncio.StreamReader, hears: asyncio.StreamWriter) -> None:
        while answer := await answers.read(_CHUNK):
            if self._happens(Mischief.RESET):
                _reset(hears)
                return
            if self._happens(Mischief.SWALLOWED):
                await _swallow(answers)
                continue
            if self._happens(Mischief.CUT):
                hears.write(answer[: len(answer) // 2])
                await hears.drain()
                hears.close()
                return
            hears.write(answer)
            await hears.drain()
        hears.close()


async def _swallow(answers: asyncio.StreamReader) -> None:
    """Take all that still comes on this connection and pass nothing on: its caller waits until they lose patience."""
    while await answers.read(_CHUNK):
        pass


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection at once (RST), not in good order."""
    link = writer.get_extra_info("socket")
    with suppress(OSError):
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
