"""A shelf over a whole catalogue, as a guest's browser asks for it: time to the first byte, and statements."""

import os
import re
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path
from typing import Any, Final

from yarmarka.bench.ground import POSTGRES, ready_pages, refresh_statistics, stand_on
from yarmarka.bench.load import percentile_ms
from yarmarka.bench.orders.servers import SECRET, THREADS, WORKERS, web_server
from yarmarka.bench.requests import get
from yarmarka.bench.statements import LOGGED, StatementCount
from yarmarka.kernel.ports import free_port
from yarmarka.kernel.postgres import EmbeddedPostgres

SHELF: Final = "everything"
_CHUNK: Final = 65_536
#: each of the processes, and each connection of its threads, must have seen the page
_WARM_UP: Final = WORKERS * 20
_COUNTED: Final = 3
_FACET: Final = re.compile(rf'href="(\?[^"]*brand=[^"]*|/ru/c/{SHELF}/\?[^"]*brand=[^"]*)"')


class NoPage(Exception):
    """A page that is measured did not come as it should; says which, and what came."""


@dataclass(frozen=True)
class Seen:
    """What was seen of one page."""

    page: str
    path: str
    ttfb_p50_ms: float
    ttfb_p95_ms: float
    whole_p50_ms: float
    bytes: int
    statements: int


def bench_category_page(feed: Path, *, requests: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Take a YML feed in on a PostgreSQL and a web server of its own; return the figures of its widest shelf."""
    with tempfile.TemporaryDirectory(prefix="yarmarka-bench-") as name, ExitStack() as running:
        folder = Path(name)
        postgres = running.enter_context(EmbeddedPostgres(folder, settings=POSTGRES))
        os.environ["STATIC_ROOT"] = str(folder / "static")
        stand_on(postgres.url, secret=SECRET)
        products = _fill(feed, say=say)
        port = free_port()
        web = web_server(
            "web", port=port, folder=folder, database_url=os.environ["DATABASE_URL"], gathers=True
        )
        web.start()
        running.callback(web.stop)
        pages = _pages(port)
        timed = {page: _time(port, path, page, requests) for page, path in pages.items()}
        web.stop()
        postgres.stop()
        with EmbeddedPostgres(folder, settings=POSTGRES | LOGGED) as again:
            web.start()
            counted = {page: _count(port, path, page, again.log) for page, path in pages.items()}
            web.stop()
    seen = [Seen(page, path, *timed[page], statements=counted[page]) for page, path in pages.items()]
    for one in seen:
        say(
            f"{one.page:<22} first byte p50 {one.ttfb_p50_ms:6.1f} p95 {one.ttfb_p95_ms:6.1f} ms, whole p50"
            f" {one.whole_p50_ms:6.1f} ms, {one.bytes:,} bytes, {one.statements} statements"
        )
    first = seen[0]
    return {
        "products": products,
        "ttfb_p50_ms": first.ttfb_p50_ms,
        "ttfb_p95_ms": first.ttfb_p95_ms,
        "statements": first.statements,
        "requests": requests,
        "pages": [asdict(one) for one in seen],
    }


def _fill(feed: Path, *, say: Callable[[str], None]) -> int:
    """Take the goods in below one shelf, through the platform's own flows; return how many."""
    from datetime import timedelta
    from uuid import uuid4

    from yarmarka.bench.orders.stage import admit, lay_lane
    from yarmarka.domain.accounts.actions import open_account
    from yarmarka.domain.catalogue.actions import add_category
    from yarmarka.domain.sellers.queries import sellers
    from yarmarka.flows.import_feed import import_feed
    from yarmarka.flows.refresh_shelves import refresh_all_shelves
    from yarmarka.kernel.clock import now

    since = now() - timedelta(days=1)
    operator = open_account(email="op@bench.example", password=str(uuid4()), full_name="Bench", now=since)
    lay_lane(since)
    seller_id = admit(0, operator=operator, now=since)
    add_category(names={"ru": "Всё", "en": "Everything", "zh": "全部"}, slug=SHELF, now=since)
    report = import_feed(
        feed,
        seller_slug=sellers([seller_id])[seller_id].slug,
        adopt_categories=True,
        categories_below=SHELF,
        now=now(),
    )
    refresh_all_shelves(now=now())
    ready_pages()
    refresh_statistics()
    say(f"{report.accepted:,} goods came in, {len(report.refused):,} refused")
    return report.accepted


def _pages(port: int) -> dict[str, str]:
    """Return what is measured: the shelf as it opens, by price, leafed far into, and with a brand chosen."""
    path = f"/ru/c/{SHELF}/"
    with _line(port) as line:
        for _ in range(2):
            _, _, body = _ask(line, port, path, "the shelf")
    pages = {"as it opens": path, "by price": f"{path}?sort=price", "page 40": f"{path}?page=40"}
    if chosen := _FACET.search(body.decode()):
        pages["with a brand"] = path + "?" + unescape(chosen[1]).partition("?")[2]
    return pages


def _time(port: int, path: str, page: str, requests: int) -> tuple[float, float, float, int]:
    for _ in range(_WARM_UP):
        with _line(port) as line:
            _ask(line, port, path, page)
    first, whole, size = [], [], 0
    with _line(port) as line:
        for _ in range(requests):
            to_first, to_last, body = _ask(line, port, path, page)
            first.append(to_first)
            whole.append(to_last)
            size = len(body)
    return (
        round(percentile_ms(first, 0.5), 1),
        round(percentile_ms(first, 0.95), 1),
        round(percentile_ms(whole, 0.5), 1),
        size,
    )


def _count(port: int, path: str, page: str, log: Path) -> int:
    """Return the statements of a page on a warm connection: the fewest of some, as what is remembered runs out."""
    found = []
    with _line(port) as line:
        for _ in range(THREADS):
            _ask(line, port, path, page)
        for _ in range(_COUNTED):
            counting = StatementCount(log)
            counting.begin()
            _ask(line, port, path, page)
            counting.note(page)
            found.append(counting.counted[page])
    return min(found)


@contextmanager
def _line(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield line


def _ask(line: socket.socket, port: int, path: str, page: str) -> tuple[float, float, bytes]:
    """Return the seconds to the first byte and to the last one, and the body. Raises NoPage."""
    request = get(port, path)
    began = time.perf_counter()
    line.sendall(request)
    heard = line.recv(_CHUNK)
    to_first = time.perf_counter() - began
    while (body := _body(heard)) is None:
        heard += (more := line.recv(_CHUNK))
        if not more:
            raise NoPage(f"{page}: {path} broke off after {len(heard)} bytes")
    if not heard.startswith(b"HTTP/1.1 200") or b"/p/prd_" not in body:
        raise NoPage(f"{page}: {path} answered {heard[:60]!r} without goods")
    return to_first, time.perf_counter() - began, body


def _body(heard: bytes) -> bytes | None:
    """Return the body once all of it is there."""
    head, found, body = heard.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    return body if found and length and len(body) >= int(length[1]) else None
