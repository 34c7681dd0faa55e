"""`bench search`: a market of few offers and then of many, searched in process, by HTTP, and by PostgreSQL alone."""

import gc
import platform
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any, Final

import psutil

from yarmarka.bench.search.figures import Latencies, beginnings, shuffled, timed
from yarmarka.bench.search.mix import Asked, mix
from yarmarka.bench.search.stage import Say, Stage, memory_of, set_stage
from yarmarka.bench.search.things import things_of
from yarmarka.bench.search.variations import Variations

MILLION: Final = 1_000_000
_WARM_UP: Final = 40
_FRESH_CHANGES: Final = 10
_MOST_UPDATES: Final = 2_000


def bench_search(*, offers: int, small: int, seconds: float, things: Path | None, say: Say) -> dict[str, Any]:
    """Run the bench on a PostgreSQL, an index and a web server of its own; return the figures.

    `p95_ms_1m` is there only when there were a million offers; `p95_ms` is that of the largest market.
    """
    real = things_of(things)
    say(f"{len(real):,} real things from {things.name if things else 'the house'}")
    with tempfile.TemporaryDirectory(prefix="yarmarka-bench-") as folder, ExitStack() as running:
        stage = set_stage(Path(folder), running, variations=Variations(real))
        sizes = [measure(stage, size, seconds=seconds, say=say) for size in sorted({small, offers})]
    first, last = sizes[0], sizes[-1]
    return {
        "p95_ms_1m": last["search"]["p95_ms"] if offers >= MILLION else None,
        "page_p95_growth": round(last["page"]["p95_ms"] / first["page"]["p95_ms"], 2),
        "import_rows_per_s": last["import"]["rows_per_s"],
        "import_peak_mb": last["import"]["peak_mb"],
        "import_growth_mb": last["import"]["growth_mb"],
        "p95_ms": last["search"]["p95_ms"],
        "offers": offers,
        "things": len(real),
        "machine": machine(),
        "sizes": sizes,
    }


def measure(stage: Stage, offers: int, *, seconds: float, say: Say) -> dict[str, Any]:
    """Let the market grow to so many offers and measure everything there; return the figures."""
    from yarmarka.bench.search.freshness import freshness, updates_per_second
    from yarmarka.connectors.search import PostgresSearch, index_store, search_engine

    figures: dict[str, Any] = {"offers": offers, "import": stage.grow(offers, say=say)}
    figures |= stage.index(say=say)
    asked = mix(fullest_shelves())
    store, engine = index_store(), search_engine()

    def forget() -> None:
        # Real slips are never twice the same: what an earlier pass found out about one must not help.
        store.forget_words()

    before = psutil.Process().memory_info().rss
    timed(lambda one: engine.search(one.query), asked, seconds=0, least=_WARM_UP)
    for name, ask in (
        ("search", lambda one: engine.search(one.query)),
        ("suggest", _suggesting(asked)),
    ):
        figures[name] = timed(ask, asked, seconds=seconds, before_pass=forget, least=len(asked)).told()
        say(_line(name, figures[name]))
    figures["search_memory_mb"] = round((psutil.Process().memory_info().rss - before) / 1e6, 1)
    figures["postgres"] = timed(
        lambda one: PostgresSearch().search(one.query), asked, seconds=seconds, least=_WARM_UP
    ).told()
    say(_line("postgres", figures["postgres"]))
    gc.collect()
    figures |= _pages(stage, asked, seconds=seconds, say=say)
    changes = min(_MOST_UPDATES, offers // 10)
    figures["updates_per_s"] = round(updates_per_second(store, products=changes), 1)
    say(f"{figures['updates_per_s']:,.0f} changed products a second into the index")
    return figures | freshness(store, engine, changes=_FRESH_CHANGES, say=say)


def fullest_shelves() -> list[tuple[Any, str]]:
    """Return the shelves with most goods on them, the fullest first."""
    from django.db.models import Count

    from yarmarka.domain.catalogue.models import Product

    counted = Product.objects.values("category_id", "category__slug").annotate(goods=Count("id"))
    return [
        (row["category_id"], row["category__slug"]) for row in counted.order_by("-goods", "category_id")[:10]
    ]


def machine() -> dict[str, Any]:
    """Return what it ran on, and how busy that was with other things."""
    return {
        "cpus": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "python": platform.python_version(),
        "load": [round(load, 1) for load in psutil.getloadavg()],
    }


def _suggesting(asked: Sequence[Asked]) -> Callable[[Asked], object]:
    """Return a question that asks, each time, for the next beginning of what is typed."""
    from yarmarka.connectors.search import SearchQuery, search_engine

    typed = beginnings(one.query.text for one in shuffled(asked, seed=7) if one.query.text)
    following = iter(typed)
    engine = search_engine()

    def ask(_: Asked) -> object:
        nonlocal following
        text = next(following, None)
        if text is None:
            following = iter(typed)
            text = next(following)
        return engine.suggest(SearchQuery(text, limit=8))

    return ask


def _pages(stage: Stage, asked: Sequence[Asked], *, seconds: float, say: Say) -> dict[str, Any]:
    """Ask for the pages that shoppers see, one after another; say what the web server holds."""
    from yarmarka.bench.load import run_stories

    web = stage.web()
    try:
        _visit(stage.port, asked, seconds=min(3.0, seconds), run=run_stories)
        found = _visit(stage.port, asked, seconds=seconds, run=run_stories)
        memory = memory_of(web)
    finally:
        web.stop()
    told = found.told()
    say(_line("page", told))
    return {"page": told, "web_memory_mb": memory}


def _visit(port: int, asked: Sequence[Asked], *, seconds: float, run: Callable[..., Any]) -> Latencies:
    from yarmarka.bench.requests import get

    found = Latencies()

    def stories(_: int) -> Iterator[Any]:
        for seed in count(1):
            for one in shuffled(asked, seed=seed):
                yield _story(one.kind, get(port, one.path))

    measured = run(port, stories_of=stories, clients=1, seconds=seconds)
    if measured.others:
        raise RuntimeError(f"pages went wrong: {measured.others.most_common(3)}")
    found.by_kind.update(measured.steps)
    return found


def _story(kind: str, request: bytes) -> Iterator[Any]:
    from yarmarka.bench.load import told

    status, body = yield kind, request
    return "" if status == 200 else told(status, body)


def _line(name: str, told: dict[str, Any]) -> str:
    return (
        f"{name:<9} p50 {told['p50_ms']:.1f}, p95 {told['p95_ms']:.1f}, p99 {told['p99_ms']:.1f} ms "
        f"of {told['queries']} ("
        + ", ".join(f"{kind} {late:.1f}" for kind, late in told["p95_ms_by_kind"].items())
        + ")"
    )
