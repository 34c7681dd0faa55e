"""`bench orders`: orders a second through HTTP beside what PostgreSQL alone does, in interleaved rounds."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from yarmarka.bench.ground import POSTGRES, stand_on
from yarmarka.bench.load import Measured, run_load
from yarmarka.bench.orders.ceiling import Ceiling
from yarmarka.bench.orders.servers import SECRET, cpu_seconds, family, memory_mb, web_server
from yarmarka.bench.ratios import Kind, median_ratio
from yarmarka.kernel.ports import free_port
from yarmarka.kernel.postgres import EmbeddedPostgres
from yarmarka.kernel.supervisor import Program

if TYPE_CHECKING:
    from yarmarka.bench.orders.stage import Stage

CLIENTS: Final = 32
MANY_CLIENTS: Final = 64
_WARM_UP: Final = 2.0


@dataclass
class Row:
    """One measurement: what was asked of whom, and the figures."""

    round: int
    what: str
    clients: int
    per_second: float
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0
    cpu_ms_per_order: float = 0.0
    memory_mb: float = 0.0
    others: dict[str, int] = field(default_factory=dict)


@dataclass
class OrderBench:
    """The running servers of a bench, and what was measured so far."""

    stage: "Stage"
    ceiling: Ceiling
    gathering: Program
    direct: Program
    direct_port: int
    postgres_pid: int
    seconds: float
    say: Callable[[str], None]
    rows: list[Row] = field(default_factory=list)

    def measure_ceiling(self, number: int, kind: str) -> None:
        """Let pgbench place orders for a while."""
        rate = self.ceiling.orders_per_second(kind, clients=CLIENTS, seconds=self.seconds)
        self._note(Row(round=number, what=f"ceiling {kind}", clients=CLIENTS, per_second=rate))

    def measure(self, number: int, kind: str, *, clients: int, directly: bool = False) -> None:
        """Let shoppers order through HTTP for a while."""
        server = self.direct if directly else self.gathering
        port = self.direct_port if directly else self.stage.port
        pids = [*family(server.pid or 0), *family(self.postgres_pid)]
        begun = cpu_seconds(pids)
        seen = self._load(port, kind, clients=clients, seconds=self.seconds)
        used = cpu_seconds([*family(server.pid or 0), *family(self.postgres_pid)]) - begun
        self._note(
            Row(
                round=number,
                what=f"{'one by one' if directly else 'gathered'} {kind}",
                clients=clients,
                per_second=seen.per_second,
                p50_ms=seen.percentile_ms(0.5),
                p95_ms=seen.percentile_ms(0.95),
                p99_ms=seen.percentile_ms(0.99),
                cpu_ms_per_order=1000 * used / max(1, seen.accepted),
                memory_mb=memory_mb(family(server.pid or 0)),
                others=dict(seen.others.most_common(3)),
            )
        )

    def warm_up(self) -> None:
        """Let both servers open their connections and prepare their statements."""
        for port in (self.stage.port, self.direct_port):
            for kind in ("spread", "hot"):
                self._load(port, kind, clients=MANY_CLIENTS, seconds=_WARM_UP)

    def _load(self, port: int, kind: str, *, clients: int, seconds: float) -> Measured:
        requests: Callable[[int], Iterator[bytes]] = getattr(self.stage, kind)
        return run_load(
            port, requests_of=requests, clients=clients, seconds=seconds, is_accepted=is_new_order
        )

    def _note(self, row: Row) -> None:
        self.rows.append(row)
        self.say(
            f"round {row.round}  {row.what:<20} {row.clients:>3} clients  {row.per_second:>8.1f} orders/s"
            + (f"  p50 {row.p50_ms:.1f}  p95 {row.p95_ms:.1f}  p99 {row.p99_ms:.1f} ms" if row.p50_ms else "")
            + (f"  not accepted: {row.others}" if row.others else "")
        )


def is_new_order(status: int, body: bytes) -> bool:
    """Check an answer: created, with an order's id, and new."""
    return status == 201 and b'"ord_' in body and b'"is_new": true' in body


def bench_orders(
    *, seconds: float = 6.0, rounds: int = 3, offers: int = 100_000, say: Callable[[str], None]
) -> dict[str, Any]:
    """Run the bench on a PostgreSQL and servers of its own; return the figures and their ratios."""
    with tempfile.TemporaryDirectory(prefix="yarmarka-bench-") as folder, ExitStack() as running:
        bench = _set_stage(Path(folder), running, seconds=seconds, offers=offers, say=say)
        bench.warm_up()
        for number in range(1, rounds + 1):
            bench.measure_ceiling(number, "spread")
            bench.measure(number, "spread", clients=CLIENTS)
            bench.measure_ceiling(number, "hot")
            bench.measure(number, "hot", clients=CLIENTS)
            bench.measure(number, "hot", clients=CLIENTS, directly=True)
            bench.measure(number, "spread", clients=MANY_CLIENTS)
            bench.measure(number, "spread", clients=1)
            bench.measure(number, "spread", clients=1, directly=True)
        return summary(bench.rows, oversold=_oversold())


def summary(rows: list[Row], *, oversold: int) -> dict[str, Any]:
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
        "oversold": oversold,
        "rows": [asdict(row) for row in rows],
    }


def _set_stage(
    folder: Path, running: ExitStack, *, seconds: float, offers: int, say: Callable[[str], None]
) -> OrderBench:
    server = running.enter_context(EmbeddedPostgres(folder, settings=POSTGRES))
    stand_on(server.url, secret=SECRET)
    from yarmarka.bench.orders.stage import set_up
    from yarmarka.kernel.clock import now

    port, direct_port = free_port(), free_port()
    stage = set_up(port=port, offers=offers, callers=MANY_CLIENTS, now=now(), say=say)
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


def _oversold() -> int:
    """Return by how many pieces promises exceed what there is, over all offers."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT coalesce(sum(greatest(held.pieces - stock.on_hand, 0)), 0) FROM inventory_stock AS stock
               JOIN (SELECT offer_id, sum(quantity) AS pieces FROM inventory_hold WHERE status = 'held'
                     GROUP BY offer_id) AS held USING (offer_id)"""
        )
        return int(cursor.fetchone()[0])
