"""`bench journey`: whole purchases and looks around a second, beside what PostgreSQL alone does, in rounds."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from yarmarka.bench.load import Measured, live_through, percentile_ms, run_load, run_stories
from yarmarka.bench.ratios import Kind, median_ratio
from yarmarka.bench.statements import StatementCount

if TYPE_CHECKING:
    from yarmarka.bench.journey.stage import Stage

#: how many shoppers buy at once, and how many look around
BUYERS: Final = (2, 8, 32)
LOOKERS: Final = 16
#: as many as the ceiling has, so the ratio is between equals
_AS_MANY: Final = 32
CEILING: Final[Kind] = ("ceiling spread", _AS_MANY)
AT_BANK: Final = "journey, sandbox bank"
_WARM_UP: Final = 2.0
_COUNTED: Final = 3


@dataclass
class Row:
    """One measurement. `steps` are the medians of a purchase's requests, in milliseconds."""

    round: int
    what: str
    clients: int
    per_second: float
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    steps: dict[str, float] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)


def bench_journey(
    *, seconds: float = 6.0, rounds: int = 3, products: int = 10_000, say: Callable[[str], None]
) -> dict[str, Any]:
    """Run the bench on a PostgreSQL and servers of its own; return the figures and their ratios."""
    from yarmarka.bench.journey.stage import set_stage

    with tempfile.TemporaryDirectory(prefix="yarmarka-bench-") as folder, ExitStack() as running:
        stage = set_stage(Path(folder), running, products=products, say=say)
        bench = JourneyBench(stage=stage, seconds=seconds, say=say)
        bench.warm_up()
        for number in range(1, rounds + 1):
            bench.measure_round(number)
        with stage.logging_statements() as log:
            counted = count(stage, log, say=say)
    return summary(bench.rows, counted)


@dataclass
class JourneyBench:
    """The running servers of a bench, and what was measured so far."""

    stage: "Stage"
    seconds: float
    say: Callable[[str], None]
    rows: list[Row] = field(default_factory=list)

    def warm_up(self) -> None:
        """Let both servers open their connections, prepare their statements and compile their pages."""
        from yarmarka.bench.journey.looking import LOOKS

        self._buy(clients=_AS_MANY, seconds=_WARM_UP)
        self._buy(clients=8, seconds=_WARM_UP, at_bank=True)
        for what in LOOKS:
            self._look(what, seconds=_WARM_UP / 2)

    def measure_round(self, number: int) -> None:
        """Measure everything once, the ceiling among it."""
        from yarmarka.bench.journey.looking import LOOKS

        for clients in BUYERS:
            self._note(number, "journey", clients, self._buy(clients=clients, seconds=self.seconds))
        rate = self.stage.ceiling.orders_per_second("spread", clients=_AS_MANY, seconds=self.seconds)
        self._keep(Row(round=number, what=CEILING[0], clients=CEILING[1], per_second=rate))
        for what in LOOKS:
            self._note(number, what, LOOKERS, self._look(what, seconds=self.seconds))
        self._note(number, AT_BANK, 8, self._buy(clients=8, seconds=self.seconds, at_bank=True))

    def _buy(self, *, clients: int, seconds: float, at_bank: bool = False) -> Measured:
        from yarmarka.bench.journey.purchase import purchases

        port = self.stage.bank_port if at_bank else self.stage.market.port
        market = replace(self.stage.market, port=port)
        return run_stories(
            port, stories_of=lambda client: purchases(market, client), clients=clients, seconds=seconds
        )

    def _look(self, what: str, *, seconds: float) -> Measured:
        from yarmarka.bench.journey.looking import is_good, requests

        market = self.stage.market
        return run_load(
            market.port,
            requests_of=lambda client: requests(market, what, client),
            clients=LOOKERS,
            seconds=seconds,
            is_accepted=is_good(what),
        )

    def _note(self, number: int, what: str, clients: int, seen: Measured) -> None:
        steps = seen.steps if what.startswith("journey") else {}
        self._keep(
            Row(
                round=number,
                what=what,
                clients=clients,
                per_second=seen.per_second,
                p50_ms=seen.percentile_ms(0.5),
                p95_ms=seen.percentile_ms(0.95),
                steps={step: round(percentile_ms(spent, 0.5), 1) for step, spent in steps.items()},
                others=dict(seen.others.most_common(3)),
            )
        )

    def _keep(self, row: Row) -> None:
        self.rows.append(row)
        self.say(
            f"round {row.round}  {row.what:<22} {row.clients:>3} clients  {row.per_second:>8.1f}/s"
            + (f"  p50 {row.p50_ms:.1f}  p95 {row.p95_ms:.1f} ms" if row.p50_ms else "")
            + ("  " + " ".join(f"{step} {spent}" for step, spent in row.steps.items()) if row.steps else "")
            + (f"  went wrong: {row.others}" if row.others else "")
        )


def count(stage: "Stage", log: Path, *, say: Callable[[str], None]) -> dict[str, int]:
    """Return the statements of each request of a purchase and of each look around, from a server that is warm."""
    from yarmarka.bench.journey.looking import LOOKS, is_good, requests
    from yarmarka.bench.journey.purchase import purchases
    from yarmarka.bench.load import single

    stories = purchases(stage.market, 0)
    looks = [
        (what, single(next(requests(stage.market, what, 1)), is_good(what)))
        for _ in range(_COUNTED)
        for what in LOOKS
    ]
    counts: list[dict[str, int]] = []
    for turn in range(_COUNTED):
        counting = StatementCount(log)
        counting.begin()
        _must_go_well(live_through(stage.market.port, next(stories), watch=counting.note))
        for what, look in looks[turn * len(LOOKS) : (turn + 1) * len(LOOKS)]:
            _must_go_well(live_through(stage.market.port, look, watch=_noting(counting, what)))
        counts.append(dict(counting.counted))
    # The first purchases prepare what later ones find prepared; the last is the one of a warm server.
    found = counts[-1]
    for what, statements in found.items():
        say(f"{what:<22} {statements:>3} statements")
    return found


def _noting(counting: StatementCount, what: str) -> Callable[[str], None]:
    return lambda _step: counting.note(what)


def _must_go_well(wrong: str) -> None:
    if wrong:
        raise RuntimeError(f"what is counted must go well: {wrong}")


def summary(rows: list[Row], counted: dict[str, int]) -> dict[str, Any]:
    """Return the medians over the rounds of the ratios that the targets speak of, and the statements."""
    from yarmarka.bench.journey.looking import LOOKS

    def ratio(what: str, clients: int) -> float:
        return median_ratio(rows, (what, clients), CEILING)

    purchase = {step: number for step, number in counted.items() if step not in LOOKS}
    return {
        "journey_ratio": ratio("journey", _AS_MANY),
        "statements": sum(purchase.values()),
        "list_ratio": ratio("list api", LOOKERS),
        "product_ratio": ratio("product api", LOOKERS),
        "search_ratio": ratio("search api", LOOKERS),
        "list_page_ratio": ratio("list page", LOOKERS),
        "product_page_ratio": ratio("product page", LOOKERS),
        "search_page_ratio": ratio("search page", LOOKERS),
        "sandbox_bank_ratio": ratio(AT_BANK, 8),
        "statements_by_request": purchase,
        "statements_by_look": {what: number for what, number in counted.items() if what in LOOKS},
        "rows": [asdict(row) for row in rows],
    }
