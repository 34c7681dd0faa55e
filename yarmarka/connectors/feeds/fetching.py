"""Fetching a file from an address that a stranger gave us: never from inside our own walls, never without end.

The name is looked up once, every address that it has is judged, and the connection goes to the one that was judged:
a name that means something else a moment later (DNS rebinding) gains nothing. Every redirect is judged anew.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx

from yarmarka.kernel.errors import YarmarkaError

MOST_REDIRECTS: Final = 5
LONGEST_S: Final = 120
#: seconds until there is a connection, and until the next piece
_PATIENCE_S: Final = (10.0, 20.0)
_PORTS: Final = frozenset({80, 443})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
#: what a server says when it asks for a pause
_PAUSES: Final = frozenset({429, 503})
_LONGEST_PAUSE_S: Final = 86_400
#: what price lists come as; pages and pictures are none
PRICE_LISTS: Final = (
    "text/xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "text/csv",
    "text/plain",
    "text/tab-separated-values",
    "application/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
    "application/octet-stream",
    "binary/octet-stream",
)
#: what pictures come as; whether it is one, those who develop it say
PICTURES: Final = (
    "image/jpeg",
    "image/jpg",
    "image/png",
    "image/webp",
    "image/avif",
    "image/gif",
    "application/octet-stream",
    "binary/octet-stream",
)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchRefused(YarmarkaError):
    """An address gave no file that could be taken; the fact `reason` says why."""

    code, status = "fetch_refused", 422


def is_public(address: Address) -> bool:
    """Test if an address is out in the world; what is mapped or tunnelled is judged by what is inside."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return is_public(inner)
        # NAT64: the last four bytes are an address of the old kind.
        if address in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(ipaddress.IPv4Address(address.packed[-4:]))
    return address.is_global and not address.is_multicast


def _look_up(host: str, port: int) -> list[str]:
    return [
        str(entry[4][0]).partition("%")[0]
        for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ]


@dataclass(frozen=True)
class Door:
    """Which way out: what may be reached, on which ports, and who tells what a name means."""

    may_reach: Callable[[Address], bool] = is_public
    ports: frozenset[int] = _PORTS
    look_up: Callable[[str, int], list[str]] = _look_up


def fetch(
    url: str,
    *,
    into: Path,
    limit: int,
    door: Door | None = None,
    types: Collection[str] = PRICE_LISTS,
    longest_s: int = LONGEST_S,
) -> int:
    """Write what stands at an address into a file; return how many bytes. Raises FetchRefused; no file is left then.

    Takes http and https on their own ports, some types only, at most `limit` bytes and so many seconds.
    """
    ends = time.monotonic() + longest_s
    try:
        for _ in range(MOST_REDIRECTS + 1):
            if time.monotonic() > ends:
                raise FetchRefused(reason="too_slow")
            after = _fetch_one(url, into, limit=limit, ends=ends, door=door or Door(), types=types)
            if after is None:
                return into.stat().st_size
            url = urljoin(url, after)
    except FetchRefused:
        into.unlink(missing_ok=True)
        raise
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ValueError) as error:
        into.unlink(missing_ok=True)
        raise FetchRefused(reason="no_answer", detail=type(error).__name__) from None
    into.unlink(missing_ok=True)
    raise FetchRefused(reason="too_many_redirects")


def _fetch_one(
    url: str, into: Path, *, limit: int, ends: float, door: Door, types: Collection[str]
) -> str | None:
    """Fetch one address; return where it redirects to, or nothing once the file is there."""
    host, port, there = _judged(url, door)
    parts = urlsplit(url)
    shown = f"[{there}]" if isinstance(there, ipaddress.IPv6Address) else str(there)
    target = parts._replace(netloc=f"{shown}:{port}", fragment="").geturl()
    named = host if port in _PORTS else f"{host}:{port}"
    headers = {"Host": named, "User-Agent": "Yarmarka", "Accept-Encoding": "identity"}
    connect, read = (max(0.1, min(patience, ends - time.monotonic())) for patience in _PATIENCE_S)
    patience = httpx.Timeout(connect, read=read)
    with (
        httpx.Client(verify=_trust(), trust_env=False, follow_redirects=False, timeout=patience) as client,
        client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as answer,
    ):
        if answer.status_code in _REDIRECTS and "location" in answer.headers:
            return answer.headers["location"]
        if answer.status_code != 200:
            raise FetchRefused(
                reason="status", status=answer.status_code, **_asked_pause(answer.headers, answer.status_code)
            )
        kind = (
            answer.headers.get("content-type", "application/octet-stream").partition(";")[0].strip().lower()
        )
        if kind not in types:
            raise FetchRefused(reason="type", type=kind[:60])
        with into.open("wb") as kept:
            room = limit
            for piece in answer.iter_raw():
                room -= len(piece)
                if room < 0:
                    raise FetchRefused(reason="too_large", limit_mb=limit // 1_000_000)
                if time.monotonic() > ends:
                    raise FetchRefused(reason="too_slow")
                kept.write(piece)
    return None


@cache
def _trust() -> ssl.SSLContext:
    """Return whose certificates are trusted. Reading them takes longer than many a picture: it is done once."""
    return httpx.create_ssl_context(trust_env=False)


def _asked_pause(headers: httpx.Headers, status: int) -> dict[str, Any]:
    """Return for how many seconds a server asks to be left alone, if it does: a number, or an hour by its own clock."""
    said = headers.get("retry-after", "").strip()
    if status not in _PAUSES or not said:
        return {}
    if said.isascii() and said.isdigit():
        return {"retry_after_s": min(int(said[:9]), _LONGEST_PAUSE_S)}
    try:
        left = parsedate_to_datetime(said) - parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError):
        return {}
    return {"retry_after_s": max(0, min(int(left.total_seconds()), _LONGEST_PAUSE_S))}


def _judged(url: str, door: Door) -> tuple[str, int, Address]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        raise FetchRefused(reason="address")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if port not in door.ports:
        raise FetchRefused(reason="port", port=port)
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    found = [ipaddress.ip_address(one) for one in door.look_up(host, port)]
    # One bad address among good ones is enough: whoever mixes them means no good.
    if not found or not all(door.may_reach(one) for one in found):
        raise FetchRefused(reason="inside")
    return host, port, found[0]
