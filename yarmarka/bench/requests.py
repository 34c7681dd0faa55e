"""Requests as bytes, as a TLS proxy before the web server would pass them on."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def get(port: int, path: str, *, headers: Mapping[str, str] = _NOTHING) -> bytes:
    """Return a GET of a path, already quoted."""
    return _head("GET", port, path, headers) + b"\r\n"


def post(port: int, path: str, facts: Any, *, headers: Mapping[str, str] = _NOTHING) -> bytes:
    """Return a POST of facts as JSON; bytes go as they are."""
    body = facts if isinstance(facts, bytes) else json.dumps(facts).encode()
    length = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return _head("POST", port, path, headers) + length.encode() + body


def _head(method: str, port: int, path: str, headers: Mapping[str, str]) -> bytes:
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Forwarded-Proto: https\r\n{more}"
    return head.encode()
