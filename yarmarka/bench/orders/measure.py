"""What `bench orders` measures, one thing at a time, and how it is written down."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from yarmarka.bench.load import Measured, run_load
from yarmarka.bench.orders.ceiling import Ceiling
from yarmarka.bench.orders.servers import cpu_seconds, family, memory_mb
from yarmarka.kernel.supervisor import Program

if TYPE_CHECKING:
    from uuid import UUID

    from yarmarka.bench.orders.stage import Stage

Requests = Callable[[int], Iterator[bytes]]

_WARM_UP: Final = 2.0
#: how long, at the most, a crowd may take to buy everything
_LONGEST_SALE: Final = 120.0


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


@dataclass(frozen=True)
class SoldOut:
    """What became of an offer that a crowd bought up: pieces there were, orders accepted, pieces promised."""

    pieces: int
    accepted: int
    promised: int
    seconds: float


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

    def measure_ceiling(self, number: int, kind: str, *, clients: int, of: str = "") -> None:
        """Let pgbench place orders for a while; `of` says on top of what."""
        rate = self.ceiling.orders_per_second(kind, clients=clients, seconds=self.seconds)
        self._note(Row(round=number, what=f"ceiling {kind}{of}", clients=clients, per_second=rate))

    def measure(self, number: int, kind: str, *, clients: int, directly: bool = False, of: str = "") -> None:
        """Let shoppers order through HTTP for a while."""
        server = self.direct if directly else self.gathering
        port = self.direct_port if directly else self.stage.port
        begun = self._cpu_seconds(server)
        seen = self._load(port, kind, clients=clients, seconds=self.seconds)
        used = self._cpu_seconds(server) - begun
        self._note(
            Row(
                round=number,
                what=f"{'one by one' if directly else 'gathered'} {kind}{of}",
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

    def warm_up(self, *, clients: int) -> None:
        """Let both servers open their connections and prepare their statements."""
        for port in (self.stage.port, self.direct_port):
            for kind in ("spread", "hot"):
                self._load(port, kind, clients=clients, seconds=_WARM_UP)

    def sell_out(self, *, clients: int) -> SoldOut:
        """Let a crowd buy an offer up, one piece each, until the first of them is told that it is gone."""
        from yarmarka.bench.orders.stage import FEW

        over = threading.Event()

        def is_accepted(status: int, body: bytes) -> bool:
            if status == 409 and b"stock_gone" in body:
                over.set()
            return is_new_order(status, body)

        seen = run_load(
            self.stage.port,
            requests_of=lambda client: takewhile(lambda _: not over.is_set(), self.stage.few(client)),
            clients=clients,
            seconds=_LONGEST_SALE,
            is_accepted=is_accepted,
        )
        sold = SoldOut(
            pieces=FEW,
            accepted=seen.accepted,
            promised=_promised(self.stage.few_offer),
            seconds=round(seen.seconds, 1),
        )
        self.say(
            f"{clients} clients bought {sold.accepted:,} of {sold.pieces:,} pieces in {sold.seconds} s;"
            f" {sold.promised:,} are promised"
        )
        return sold

    def lengthen_book(self, upto: int) -> None:
        """Let there be so many past orders."""
        from yarmarka.bench.orders.past import fill_book
        from yarmarka.kernel.clock import now

        fill_book(upto, template_id=_some_order(self.stage.hot_offer), now=now(), say=self.say)

    def oversold(self) -> int:
        """Return by how many pieces promises exceed what there is, over all offers."""
        return int(
            _value(
                """SELECT coalesce(sum(greatest(held.pieces - stock.on_hand, 0)), 0)
                   FROM inventory_stock AS stock
                   JOIN (SELECT offer_id, sum(quantity) AS pieces FROM inventory_hold WHERE status = 'held'
                         GROUP BY offer_id) AS held USING (offer_id)"""
            )
        )

    def _cpu_seconds(self, server: Program) -> float:
        return cpu_seconds([*family(server.pid or 0), *family(self.postgres_pid)])

    def _load(self, port: int, kind: str, *, clients: int, seconds: float) -> Measured:
        return run_load(
            port, requests_of=self._requests(kind), clients=clients, seconds=seconds, is_accepted=is_new_order
        )

    def _requests(self, kind: str) -> Requests:
        kinds: dict[str, Requests] = {
            "spread": self.stage.spread,
            "hot": self.stage.hot,
            "1 lines": partial(self.stage.of_lines, 1),
            "20 lines": partial(self.stage.of_lines, 20),
        }
        return kinds[kind]

    def _note(self, row: Row) -> None:
        self.rows.append(row)
        self.say(
            f"round {row.round}  {row.what:<20} {row.clients:>3} clients  {row.per_second:>8.1f} orders/s"
            + (
                f"  p50 {row.p50_ms:.1f}  p95 {row.p95_ms:.1f}  p99 {row.p99_ms:.1f} ms"
                f"  {row.cpu_ms_per_order:.2f} ms of CPU an order  {row.memory_mb:.0f} MB"
                if row.p50_ms
                else ""
            )
            + (f"  not accepted: {row.others}" if row.others else "")
        )


def is_new_order(status: int, body: bytes) -> bool:
    """Check an answer: created, with an order's id, and new."""
    return status == 201 and b'"ord_' in body and b'"is_new":true' in body


def _promised(offer: str) -> int:
    return int(_value("SELECT sum(quantity) FROM inventory_hold WHERE offer_id = %s", _key(offer)))


def _some_order(offer: str) -> "UUID":
    found: UUID = _value("SELECT order_id FROM inventory_hold WHERE offer_id = %s LIMIT 1", _key(offer))
    return found


def _key(offer: str) -> "UUID":
    from yarmarka.vocabulary.ids import parse_public_id

    key = parse_public_id("off", offer)
    assert key is not None, "the stage's own id"
    return key


def _value(sql: str, *values: "UUID") -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]
