"""Everything that is measured in a market of one size. Django has to be set up before this is imported."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from http.client import HTTPConnection
from itertools import count, cycle
from typing import Any, Final
from urllib.parse import urlencode

import psutil

from yarmarka.bench.search.figures import Latencies, beginnings, shuffled, timed
from yarmarka.bench.search.mix import Asked, mix
from yarmarka.bench.search.stage import Say, Stage, memory_of

_WARM_UP: Final = 40
_FRESH_CHANGES: Final = 10
_MOST_UPDATES: Final = 2_000
#: so many times the index takes changes in before it is asked again, as one that is lived in
_ROUNDS: Final = 100
_PATIENCE_S: Final = 60
#: fewer than one address may ask for suggestions in a short while
_FROM_ONE_ADDRESS: Final = 50


def measure(stage: Stage, offers: int, *, seconds: float, say: Say) -> dict[str, Any]:
    """Let the market grow to so many offers and measure everything there; return the figures."""
    from yarmarka.bench.search.freshness import freshness, live_through, updates_per_second
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
        ("suggestions", _suggested(asked)),
        # The same work on both sides: words, filters, a page and its total; PostgreSQL counts no facets.
        ("search_plain", lambda one: engine.search(replace(one.query, with_facets=False))),
    ):
        figures[name] = timed(ask, asked, seconds=seconds, before_pass=forget, least=len(asked)).told()
        say(_line(name, figures[name]))
    figures["search_memory_mb"] = round((psutil.Process().memory_info().rss - before) / 1e6, 1)
    postgres = PostgresSearch()
    figures["postgres"] = timed(
        lambda one: postgres.search(one.query), asked, seconds=seconds, least=len(asked)
    ).told()
    say(_line("postgres", figures["postgres"]))
    gc.collect()
    figures |= _pages(stage, asked, seconds=seconds, say=say)
    changes = min(_MOST_UPDATES, offers // 10)
    figures["updates_per_s"] = round(updates_per_second(store, products=changes), 1)
    say(f"{figures['updates_per_s']:,.0f} changed products a second into the index")
    figures |= freshness(store, engine, changes=_FRESH_CHANGES, say=say)
    figures["parts_lived_in"] = live_through(store, rounds=_ROUNDS, at_once=max(1, changes // 10))
    figures["search_lived_in"] = timed(
        lambda one: engine.search(one.query), asked, seconds=seconds, before_pass=forget, least=len(asked)
    ).told()
    say(_line("lived in", figures["search_lived_in"]) + f" in {figures['parts_lived_in']} parts")
    return figures


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


def _suggested(asked: Sequence[Asked]) -> Callable[[Asked], object]:
    """Return the same question as pages put it: with shelves, brands and cards, from PostgreSQL."""
    from yarmarka.kernel.clock import now
    from yarmarka.reads.suggestions import suggestions
    from yarmarka.vocabulary.storefronts import MARKETPLACE

    typed = cycle(beginnings(one.query.text for one in shuffled(asked, seed=8) if one.query.text))
    return lambda _: suggestions(next(typed), currency="RUB", language="ru", shop=MARKETPLACE, now=now())


def _pages(stage: Stage, asked: Sequence[Asked], *, seconds: float, say: Say) -> dict[str, Any]:
    """Ask for the pages that shoppers see, and for suggestions, one after another, each query of the mix once at least;
    say what the web server holds."""
    web, found = stage.web(), {}
    try:
        typed = cycle(beginnings(one.query.text for one in shuffled(asked, seed=9) if one.query.text))
        for name, path_of in (
            ("page", lambda one: one.path),
            ("suggest_page", lambda _: f"/ru/search/suggest/?{urlencode({'q': next(typed)})}"),
        ):
            found[name] = visit(stage.port, asked, path_of=path_of, seconds=seconds).told()
            say(_line(name, found[name]))
        memory = memory_of(web)
    finally:
        web.stop()
    return {**found, "web_memory_mb": memory}


def visit(port: int, asked: Sequence[Asked], *, path_of: Callable[[Asked], str], seconds: float) -> Latencies:
    """Ask a web server for pages over one connection, for so long and for the whole mix at least, once it is warm.

    Raises RuntimeError for any answer but 200 and 204.
    """
    connection, numbers = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S), count()

    def ask(one: Asked) -> None:
        # Many shoppers behind one proxy: from one address, nobody types so fast.
        number = next(numbers) // _FROM_ONE_ADDRESS
        sender = {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": f"10.0.{number // 250 % 250}.{number % 250 + 1}",
        }
        connection.request("GET", path_of(one), headers=sender)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status not in {200, 204}:
            raise RuntimeError(f"{path_of(one)} was answered by {answer.status}: {body[:200]!r}")

    try:
        timed(ask, asked, seconds=0, least=_WARM_UP)
        return timed(ask, asked, seconds=seconds, least=len(asked))
    finally:
        connection.close()


def _line(name: str, told: dict[str, Any]) -> str:
    return (
        f"{name:<12} p50 {told['p50_ms']:.1f}, p95 {told['p95_ms']:.1f}, p99 {told['p99_ms']:.1f} ms "
        f"of {told['queries']} ("
        + ", ".join(f"{kind} {late:.1f}" for kind, late in told["p95_ms_by_kind"].items())
        + ")"
    )
