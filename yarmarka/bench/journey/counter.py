"""A bank's counter that takes payments on and forgets them: what a real acquirer's computers do costs us nothing.

`python -m yarmarka.bench.journey.counter PORT`. It answers as Sandbox Bank does, from memory and at once, so that
the platform is measured and not a bank that shares its two cores.
"""

import asyncio
import json
import sys
from typing import Final
from uuid import uuid4

_HEAD_ENDS: Final = b"\r\n\r\n"


def answer(body: bytes, *, port: int) -> bytes:
    """Return the answer to a wish to be paid: the page on which the shopper would pay."""
    asked = json.loads(body or b"{}")
    payment = f"pmt_{uuid4().hex}"
    facts = {
        "id": payment,
        "status": "created",
        "amount_minor": asked.get("amount_minor"),
        "currency": asked.get("currency"),
        "confirmation_url": f"http://127.0.0.1:{port}/pay/{payment}",
        "expires_at": "2099-01-01T00:00:00.000Z",
    }
    said = json.dumps(facts).encode()
    head = f"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {len(said)}\r\n\r\n"
    return head.encode() + said


class Counter(asyncio.Protocol):
    """One connection of the platform's."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._heard = b""
        self._line: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._line = transport

    def data_received(self, data: bytes) -> None:
        assert self._line is not None
        self._heard += data
        while (request := self._whole_request()) is not None:
            self._line.write(answer(request, port=self._port))

    def _whole_request(self) -> bytes | None:
        """Take the body of the first request that is all there."""
        head, found, rest = self._heard.partition(_HEAD_ENDS)
        lines = head.lower().split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        if not found or len(rest) < length:
            return None
        self._heard = rest[length:]
        return rest[:length]


async def serve(port: int) -> None:
    """Take payments on until told to stop."""
    server = await asyncio.get_running_loop().create_server(lambda: Counter(port), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
