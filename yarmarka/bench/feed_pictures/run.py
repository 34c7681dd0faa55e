"""Pictures an hour, from price lists of several sellers on several hosts: one after another, and as many as may be."""

import io
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from yarmarka.bench.feed_pictures.server import Pictures, served
from yarmarka.bench.ground import POSTGRES, stand_on
from yarmarka.bench.orders.servers import SECRET
from yarmarka.kernel.postgres import EmbeddedPostgres

_SELLERS: Final = 2
_OF_AN_ARTICLE: Final = 3
_HOUR_S: Final = 3_600
_PATIENCE_S: Final = 86_400.0


def bench_feed_pictures(
    *, pictures: int, hosts: int, side: int, latency_ms: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """Run the bench on a PostgreSQL and servers of its own; return pictures an hour in both ways, and their ratio."""
    with tempfile.TemporaryDirectory(prefix="yarmarka-bench-") as name, ExitStack() as running:
        folder = Path(name)
        postgres = running.enter_context(EmbeddedPostgres(folder, settings=POSTGRES))
        stand_on(postgres.url, secret=SECRET)
        from django.conf import settings

        settings.PICTURE_DIR = str(folder / "pictures")
        made = Pictures(latency_ms / 1_000)
        port, door = running.enter_context(served(made))
        sellers = _open_shops()
        at_once = settings.PICTURES_AT_ONCE
        figures: dict[str, Any] = {"pictures": pictures, "hosts": hosts, "latency_ms": latency_ms}
        for way, most in (("one_by_one", 1), ("together", at_once)):
            settings.PICTURES_AT_ONCE = most
            figures["bytes"] = _name(way, made, sellers, port=port, pictures=pictures, hosts=hosts, side=side)
            took = _fetch(folder, door)
            figures[f"{way}_per_hour"] = round(pictures / took * _HOUR_S)
            say(f"{way}: {pictures} pictures in {took:.1f} s, {figures[f'{way}_per_hour']:,} an hour")
    figures["ratio"] = round(figures["together_per_hour"] / figures["one_by_one_per_hour"], 2)
    return figures


def _open_shops() -> list[str]:
    from yarmarka.bench.orders.stage import admit
    from yarmarka.domain.accounts.actions import open_account
    from yarmarka.domain.sellers.queries import sellers
    from yarmarka.kernel.clock import now

    since = now()
    operator = open_account(email="op@bench.example", password=str(uuid4()), full_name="Bench", now=since)
    admitted = [admit(number, operator=operator, now=since) for number in range(_SELLERS)]
    return [each.slug for each in sellers(admitted).values()]


def _name(
    way: str, made: Pictures, sellers: list[str], *, port: int, pictures: int, hosts: int, side: int
) -> int:
    """Make so many pictures and take in price lists that name them; return how many bytes one has."""
    from yarmarka.flows.import_feed import import_feed
    from yarmarka.kernel.clock import now

    size = 0
    rows: list[list[str]] = [[] for _ in sellers]
    for number in range(pictures):
        path = f"/{way}/{number}.jpg"
        size += made.make(path, side=side, seed=1_000 * len(made.by_path))
        row = f"<picture>http://host-{number % hosts}.example:{port}{path}</picture>"
        rows[number // _OF_AN_ARTICLE % len(sellers)].append(row)
    for slug, named in zip(sellers, rows, strict=True):
        import_feed(io.BytesIO(_feed(way, named)), seller_slug=slug, adopt_categories=True, now=now())
    return size // pictures


def _feed(way: str, named: list[str]) -> bytes:
    goods = "".join(
        f'<offer id="{way}-{first}"><name>Thing {way} {first}</name><price>1500</price><currencyId>RUR</currencyId>'
        f"<categoryId>1</categoryId><count>5</count>{''.join(named[first : first + _OF_AN_ARTICLE])}</offer>"
        for first in range(0, len(named), _OF_AN_ARTICLE)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><yml_catalog date="2026-11-20T12:00+03:00"><shop><name>Bench</name>'
        f'<categories><category id="1">Things</category></categories><offers>{goods}</offers></shop></yml_catalog>'
    ).encode()


def _fetch(folder: Path, door: Any) -> float:
    """Fetch and hang all that is due; return how many seconds that took."""
    from yarmarka.domain.intake.models import NamedPicturesRow
    from yarmarka.flows.fetch_pictures import fetch_due_pictures
    from yarmarka.kernel.clock import now

    began = time.perf_counter()
    fetch_due_pictures(data_dir=folder, seconds=_PATIENCE_S, door=door, now=now())
    took = time.perf_counter() - began
    if left := NamedPicturesRow.objects.exclude(due_at=None, problems=[]).first():
        raise RuntimeError(f"{left.sku} has no pictures: {left.problems}")
    return took
