"""How soon a change is found, and how many changes a second the index takes in."""

import threading
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any, Final
from uuid import UUID

from django.db import connection

from yarmarka.bench.load import percentile_ms
from yarmarka.connectors.search import SearchEngine, SearchQuery
from yarmarka.connectors.search.index import IndexStore
from yarmarka.domain.catalogue.queries import product_ids
from yarmarka.flows.index_goods import index_changes
from yarmarka.jobs.indexer import run_until
from yarmarka.kernel.clock import now as clock

_PATIENCE_S: Final = 60.0
#: how often a reader looks whether the change is there
_LOOK_EVERY_S: Final = 0.02


def updates_per_second(store: IndexStore, *, products: int) -> float:
    """Change the price of so many products at once and bring them into the index; return how many a second."""
    index_changes(store, now=clock())
    some = _spread(products)
    return len(some) / _change(store, some)


def live_through(store: IndexStore, *, rounds: int, at_once: int) -> int:
    """Change so many products, round after round, each a commit of the index; return of how many parts it is then."""
    index_changes(store, now=clock())
    products = _spread(rounds * at_once)
    for turn in range(rounds):
        _change(store, products[turn::rounds])
    return int(store.searcher().num_segments)


def _change(store: IndexStore, products: Sequence[UUID]) -> float:
    """Change the price of products and bring that into the index; return how many seconds the index took."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_product SET reference_minor = reference_minor + 100 WHERE id = ANY (%s)",
            [list(products)],
        )
    began = time.perf_counter()
    changed = index_changes(store, now=clock())
    took = time.perf_counter() - began
    if changed < len(products):
        raise RuntimeError(f"of {len(products)} changes {changed} came into the index")
    return took


def freshness(
    store: IndexStore, engine: SearchEngine, *, changes: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """Let an indexer run as in a worker, give products new names one by one, and search until each is found.

    Return how long that took from the commit on, in milliseconds.
    """
    stop = threading.Event()
    indexer = threading.Thread(target=run_until, args=(stop, store), name="bench-indexer", daemon=True)
    indexer.start()
    try:
        took = [_until_found(engine, key, f"zqvarn{at:03}x") for at, key in enumerate(_spread(changes))]
    finally:
        stop.set()
        indexer.join(timeout=30)
    say(
        f"a change is found after {median(took) * 1000:.0f} ms, the slowest of {len(took)} after {max(took):.2f} s"
    )
    return {
        "fresh_p50_ms": round(percentile_ms(took, 0.5), 1),
        "fresh_most_ms": round(max(took) * 1000, 1),
    }


def _until_found(engine: SearchEngine, key: UUID, name: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_product SET titles = titles || jsonb_build_object('en', %s::text) WHERE id = %s",
            [f"{name} {name}", key],
        )
    began = time.perf_counter()
    while time.perf_counter() - began < _PATIENCE_S:
        if key in engine.search(SearchQuery(name, limit=3)).product_ids:
            return time.perf_counter() - began
        time.sleep(_LOOK_EVERY_S)
    raise RuntimeError(f"a changed product was not found within {_PATIENCE_S:.0f} s")


def _spread(count: int) -> list[UUID]:
    """Return so many products that can be had, from all over the table."""
    ids = product_ids(after=None, limit=max(count, 200_000))
    return list(ids[:: max(1, len(ids) // count)][:count])
