"""The journey's servers: PostgreSQL, the web server as in production, and whoever takes payments on."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from yarmarka.bench.ground import POSTGRES, ready_pages, refresh_statistics, stand_on
from yarmarka.bench.orders.ceiling import Ceiling
from yarmarka.bench.orders.servers import SECRET, web_server
from yarmarka.bench.statements import LOGGED
from yarmarka.kernel.ports import answers, free_port
from yarmarka.kernel.postgres import EmbeddedPostgres
from yarmarka.kernel.supervisor import Program

if TYPE_CHECKING:
    from yarmarka.bench.journey.market import Market

MOST_CLIENTS: Final = 32


@dataclass
class Stage:
    """What runs: the web server whose payments the counter takes on, and one whose Sandbox Bank does."""

    folder: Path
    market: "Market"
    ceiling: Ceiling
    postgres: EmbeddedPostgres
    web: Program
    web_at_bank: Program
    bank_port: int

    @contextmanager
    def logging_statements(self) -> Iterator[Path]:
        """Start PostgreSQL and the web server again, with each statement in the log; give the log."""
        self.web_at_bank.stop()
        self.web.stop()
        self.postgres.stop()
        with EmbeddedPostgres(self.folder, settings=POSTGRES | LOGGED) as again:
            self.web.start()
            try:
                yield again.log
            finally:
                self.web.stop()


def set_stage(folder: Path, running: ExitStack, *, products: int, say: Callable[[str], None]) -> Stage:
    """Start everything and open the market; `running` stops it."""
    postgres = running.enter_context(EmbeddedPostgres(folder, settings=POSTGRES))
    os.environ["STATIC_ROOT"] = str(folder / "static")
    stand_on(postgres.url, secret=SECRET)
    ready_pages()
    from yarmarka.bench.journey.market import open_market
    from yarmarka.kernel.clock import now

    web_port, counter_port, bank_port, at_bank_port = (free_port() for _ in range(4))
    market = open_market(port=web_port, products=products, callers=MOST_CLIENTS, now=now(), say=say)
    refresh_statistics()
    stage = Stage(
        folder=folder,
        market=market,
        ceiling=Ceiling.build(bin_dir=postgres.bin_dir, server_url=postgres.url),
        postgres=postgres,
        web=_web("web", folder, port=web_port, acquirer_port=counter_port),
        web_at_bank=_web("web-at-bank", folder, port=at_bank_port, acquirer_port=bank_port),
        bank_port=at_bank_port,
    )
    for program in (
        _counter(folder, counter_port),
        _sandbox_bank(folder, bank_port, counter_port),
        stage.web,
        stage.web_at_bank,
    ):
        program.start()
        running.callback(program.stop)
    return stage


def _web(name: str, folder: Path, *, port: int, acquirer_port: int) -> Program:
    acquirer = {"ACQUIRER_URL": f"http://127.0.0.1:{acquirer_port}", "ACQUIRER_SECRET": SECRET}
    return web_server(
        name, port=port, folder=folder, database_url=os.environ["DATABASE_URL"], gathers=True, more=acquirer
    )


def _counter(folder: Path, port: int) -> Program:
    return Program(
        name="counter",
        command=[sys.executable, "-m", "yarmarka.bench.journey.counter", str(port)],
        log=folder / "counter.log",
        is_ready=lambda: answers(port),
    )


def _sandbox_bank(folder: Path, port: int, counter_port: int) -> Program:
    """Sandbox Bank. Its own news goes to the counter, which nods: production takes none without a TLS proxy."""
    return Program(
        name="bank",
        command=[
            *(sys.executable, "-m", "yarmarka.simulators.acquirer", "--port", str(port)),
            *("--data", str(folder / "bank"), "--shop-url", f"http://127.0.0.1:{counter_port}"),
        ],
        log=folder / "bank.log",
        env=os.environ | {"ACQUIRER_SECRET": SECRET},
        is_ready=lambda: answers(port),
    )
