"""`bench orders`: orders a second through HTTP beside what PostgreSQL alone does, in interleaved rounds."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any, Final

from yarmarka.bench.ground import POSTGRES, refresh_statistics, stand_on, write_log_files
from yarmarka.bench.orders.ceiling import Ceiling
from yarmarka.bench.orders.measure import OrderBench, Row
from yarmarka.bench.orders.servers import SECRET, web_server
from yarmarka.bench.ratios import Kind, median_ratio
from yarmarka.kernel.ports import free_port
from yarmarka.kernel.postgres import EmbeddedPostgres

CLIENTS: Final = 32
MANY_CLIENTS: Final = 64
CROWD: Final = 256
#: past orders that placing is measured on top of, by `--full`
SHORT_BOOK: Final = 10_000
LONG_BOOK: Final = 2_000_000


def bench_orders(
    *,
    seconds: float = 6.0,
    rounds: int = 3,
    offers: int = 100_000,
    long_book: int | None = None,
    say: Callable[[str], None],
) -> dict[str, Any]:
    """Run the bench on a PostgreSQL and servers of its own; return the figures and their ratios.

    With a `long_book` it also measures other numbers of clients and lines, and order books from short to that long.
    """
    with tempfile.TemporaryDirectory(prefix="yarmarka-bench-") as folder, ExitStack() as running:
        bench = _set_stage(Path(folder), running, seconds=seconds, offers=offers, say=say)
        bench.warm_up(clients=MANY_CLIENTS)
        # Plans made on empty tables look a shopper's earlier orders up by the shopper alone, and here a few shoppers
        # have placed hundreds each. PostgreSQL finds that out by itself after a minute.
        refresh_statistics()
        for number in range(1, rounds + 1):
            bench.measure_ceiling(number, "spread", clients=CLIENTS)
            bench.measure(number, "spread", clients=CLIENTS)
            bench.measure_ceiling(number, "hot", clients=CLIENTS)
            bench.measure(number, "hot", clients=CLIENTS)
            bench.measure(number, "hot", clients=CLIENTS, directly=True)
            bench.measure(number, "spread", clients=MANY_CLIENTS)
            bench.measure(number, "spread", clients=1)
            bench.measure(number, "spread", clients=1, directly=True)
        figures = summary(bench.rows)
        figures["sold_out"] = asdict(bench.sell_out(clients=CROWD))
        if long_book is not None:
            figures |= _further(bench, rounds=rounds, long_book=long_book)
        return figures | {"oversold": bench.oversold(), "rows": [asdict(row) for row in bench.rows]}


def summary(rows: list[Row]) -> dict[str, Any]:
    """Return the medians over the rounds of the ratios that the targets speak of."""

    def ratio(above: Kind, below: Kind, figure: str = "per_second") -> float:
        return median_ratio(rows, above, below, figure=figure)

    spread, hot = ("gathered spread", CLIENTS), ("gathered hot", CLIENTS)
    return {
        "spread_ratio": ratio(spread, ("ceiling spread", CLIENTS)),
        "hot_ratio": ratio(hot, ("ceiling hot", CLIENTS)),
        "hot_over_one_by_one": ratio(hot, ("one by one hot", CLIENTS)),
        "p99_ms": round(
            median(r.p99_ms for r in rows if (r.what, r.clients) == ("gathered spread", MANY_CLIENTS)), 1
        ),
        "single_client_ratio": ratio(("gathered spread", 1), ("one by one spread", 1), "p50_ms"),
    }


def _further(bench: OrderBench, *, rounds: int, long_book: int) -> dict[str, Any]:
    """Measure crowds, long orders and a long order book."""
    for clients in (1, 8, MANY_CLIENTS, CROWD):
        bench.measure(1, "spread", clients=clients)
        bench.measure(1, "hot", clients=clients)
    for kind in ("1 lines", "20 lines"):
        bench.measure(1, kind, clients=CLIENTS)
    growth = []
    for length in (SHORT_BOOK, long_book):
        bench.lengthen_book(length)
        for number in range(1, rounds + 1):
            bench.measure_ceiling(number, "spread", clients=CLIENTS, of=f", book of {length:,}")
            bench.measure(number, "spread", clients=CLIENTS, of=f", book of {length:,}")
        kinds = (f"gathered spread, book of {length:,}", f"ceiling spread, book of {length:,}")
        growth.append(median_ratio(bench.rows, (kinds[0], CLIENTS), (kinds[1], CLIENTS)))
    return {"growth_ratio": round(growth[1] / growth[0], 3)}


def _set_stage(
    folder: Path, running: ExitStack, *, seconds: float, offers: int, say: Callable[[str], None]
) -> OrderBench:
    server = running.enter_context(EmbeddedPostgres(folder, settings=POSTGRES))
    stand_on(server.url, secret=SECRET)
    from yarmarka.bench.orders.stage import set_up
    from yarmarka.kernel.clock import now

    port, direct_port = free_port(), free_port()
    stage = set_up(port=port, offers=offers, callers=MANY_CLIENTS, now=now(), say=say)
    refresh_statistics()
    write_log_files(server)
    ceiling = Ceiling.build(bin_dir=server.bin_dir, server_url=server.url)
    gathering = web_server("gathering", port=port, folder=folder, database_url=server.url, gathers=True)
    direct = web_server("direct", port=direct_port, folder=folder, database_url=server.url, gathers=False)
    for web in (gathering, direct):
        web.start()
        running.callback(web.stop)
    return OrderBench(
        stage=stage,
        ceiling=ceiling,
        gathering=gathering,
        direct=direct,
        direct_port=direct_port,
        postgres_pid=_postgres_pid(folder),
        seconds=seconds,
        say=say,
    )


def _postgres_pid(folder: Path) -> int:
    return int(next(folder.rglob("postmaster.pid")).read_text().split()[0])
