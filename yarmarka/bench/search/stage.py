"""The stage of the search bench: PostgreSQL, sellers whose feeds are taken in, the index, the web server."""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from yarmarka.bench.ground import ready_pages, refresh_statistics
from yarmarka.bench.orders.servers import family, memory_mb, web_server
from yarmarka.bench.search.things import Thing
from yarmarka.bench.search.variations import Variations, numbered, write_feed
from yarmarka.kernel.ports import free_port
from yarmarka.kernel.postgres import EmbeddedPostgres
from yarmarka.kernel.supervisor import Program

Say = Callable[[str], None]
SELLERS: Final = 3


@dataclass
class Stage:
    """What runs, and how many offers there are by now."""

    folder: Path
    variations: Variations
    sellers: tuple[str, ...]
    postgres: EmbeddedPostgres
    port: int
    offers: int = 0

    def grow(self, offers: int, *, say: Say) -> dict[str, Any]:
        """Take offers in, seller by seller, through the feeds' own way, until there are so many; say how that went."""
        from yarmarka.bench.imports import measure_import
        from yarmarka.kernel.clock import now

        first, rows, seconds, peak, growth = self.offers, 0, 0.0, 0.0, 0.0
        share = (offers - first) // len(self.sellers)
        for place, seller in enumerate(self.sellers):
            least = first + place * share
            most = offers if place == len(self.sellers) - 1 else least + share
            feed = self.folder / "feed.xml"
            say(f"writing and taking in the feed of {most - least:,} offers of {seller}")
            write_feed(feed, numbered(self.variations, range(least, most)))
            taken = measure_import(feed, seller_slug=seller, now=now())
            feed.unlink()
            if taken.report.refused:
                raise RuntimeError(f"the bench's own feed was refused: {taken.report.refused[0]}")
            rows, seconds = rows + taken.report.accepted, seconds + taken.report.seconds
            peak, growth = max(peak, taken.peak_mb), max(growth, taken.growth_mb)
            say(f"{most:,} offers: {taken.rows_per_s:,.0f} rows/s, at most {taken.peak_mb:.0f} MB")
        self.offers = offers
        return {
            "rows": rows,
            "rows_per_s": round(rows / seconds, 1),
            "peak_mb": round(peak, 1),
            "growth_mb": round(growth, 1),
        }

    def index(self, *, say: Say) -> dict[str, Any]:
        """Build the index anew; say how long that took and how large it is."""
        from yarmarka.connectors.search import index_store
        from yarmarka.flows.index_goods import rebuild_index
        from yarmarka.kernel.clock import now

        say("the index is built")
        refresh_statistics()
        began = time.perf_counter()
        products = rebuild_index(index_store(), now=now())
        seconds = time.perf_counter() - began
        size = index_store().size_bytes / 1e6
        say(f"{products:,} products in the index after {seconds:.1f} s, {size:.0f} MB")
        return {
            "products": products,
            "build_s": round(seconds, 1),
            "index_mb": round(size, 1),
        }

    def web(self) -> Program:
        """Start a web server with production settings."""
        program = web_server(
            "web",
            port=self.port,
            folder=self.folder,
            database_url=self.postgres.url,
            gathers=False,
            more={"SEARCH_DIR": os.environ["SEARCH_DIR"]},
        )
        program.start()
        return program


def memory_of(program: Program) -> float:
    """Return the resident memory of a program and its children, in MB."""
    return round(memory_mb(family(program.pid or 0)), 1)


def set_stage(
    folder: Path, running: ExitStack, *, postgres: EmbeddedPostgres, things: Sequence[Thing]
) -> Stage:
    """Let sellers in to a fresh database; `running` removes the index."""
    ready_pages()
    running.callback(_forget_index, folder)
    return Stage(folder, Variations(things), _sellers(), postgres, free_port())


def _forget_index(folder: Path) -> None:
    from yarmarka.connectors.search import index_store

    index_store.cache_clear()
    shutil.rmtree(folder / "search", ignore_errors=True)


def _sellers() -> tuple[str, ...]:
    from datetime import timedelta

    from yarmarka.bench.orders.stage import admit, lay_lane
    from yarmarka.domain.accounts.actions import open_account
    from yarmarka.domain.sellers.models import Seller
    from yarmarka.kernel.clock import now

    since = now() - timedelta(days=1)
    operator = open_account(email="op@bench.example", password=str(uuid4()), full_name="Bench", now=since)
    lay_lane(since)
    admitted = [admit(number, operator=operator, now=since) for number in range(SELLERS)]
    return tuple(Seller.objects.filter(id__in=admitted).order_by("slug").values_list("slug", flat=True))
