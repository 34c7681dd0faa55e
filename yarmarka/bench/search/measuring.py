"""Everything that is measured in a market of one size. Django has to be set up before this is imported."""

import gc
from collections.abc import Callable, Iterator, Sequence
from itertools import count, cycle
from typing import Any, Final

import psutil

from yarmarka.bench.load import Story, run_stories, told
from yarmarka.bench.requests import get
from yarmarka.bench.search.figures import Latencies, beginnings, shuffled, timed
from yarmarka.bench.search.mix import Asked, mix
from yarmarka.bench.search.stage import Say, Stage, memory_of

_WARM_UP: Final = 40
_FRESH_CHANGES: Final = 10
_MOST_UPDATES: Final = 2_000


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


def _suggesting(asked: Sequence[Asked]) -> Callable[[Asked], object]:
    """Return a question that asks, each time, for the next beginning of what is typed."""
    from yarmarka.connectors.search import SearchQuery, search_engine

    typed = cycle(beginnings(one.query.text for one in shuffled(asked, seed=7) if one.query.text))
    engine = search_engine()
    return lambda _: engine.suggest(SearchQuery(next(typed), limit=8))


def _pages(stage: Stage, asked: Sequence[Asked], *, seconds: float, say: Say) -> dict[str, Any]:
    """Ask for the pages that shoppers see, one after another; say what the web server holds."""
    web = stage.web()
    try:
        _visit(stage.port, asked, seconds=min(3.0, seconds))
        found = _visit(stage.port, asked, seconds=seconds)
        memory = memory_of(web)
    finally:
        web.stop()
    figures = found.told()
    say(_line("page", figures))
    return {"page": figures, "web_memory_mb": memory}


def _visit(port: int, asked: Sequence[Asked], *, seconds: float) -> Latencies:
    found = Latencies()

    def stories(_: int) -> Iterator[Story]:
        for seed in count(1):
            for one in shuffled(asked, seed=seed):
                yield _story(one.kind, get(port, one.path))

    measured = run_stories(port, stories_of=stories, clients=1, seconds=seconds)
    if measured.others:
        raise RuntimeError(f"pages went wrong: {measured.others.most_common(3)}")
    found.by_kind.update(measured.steps)
    return found


def _story(kind: str, request: bytes) -> Story:
    status, body = yield kind, request
    return "" if status == 200 else told(status, body)


def _line(name: str, told: dict[str, Any]) -> str:
    return (
        f"{name:<9} p50 {told['p50_ms']:.1f}, p95 {told['p95_ms']:.1f}, p99 {told['p99_ms']:.1f} ms "
        f"of {told['queries']} ("
        + ", ".join(f"{kind} {late:.1f}" for kind, late in told["p95_ms_by_kind"].items())
        + ")"
    )
