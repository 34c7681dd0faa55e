"""The search index follows the goods: built whole once, then change by change from the catalogue's log."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from yarmarka.connectors.search.index import IndexedGoods, IndexStore
from yarmarka.domain.catalogue.queries import goods_changes, place_in_changes, product_ids
from yarmarka.kernel.bulk import in_bulk
from yarmarka.kernel.durable import make_durable
from yarmarka.kernel.sql import chunks
from yarmarka.reads.goods_for_index import goods_for_index, goods_on_their_way

_AT_ONCE: Final = 1_000


def rebuild_index(store: IndexStore, *, now: datetime) -> int:
    """Build the index anew beside the one in use; return how many products are in it.

    Searches go on meanwhile, and what changes meanwhile is in the log above the place that is noted first.
    """
    place = place_in_changes()
    with in_bulk():
        return store.build(_all_goods(now=now), position=str(place))


def index_changes(store: IndexStore, *, now: datetime) -> int:
    """Bring into the index what changed since it was last written; return how many products that were.

    Raises IndexBusy when another process writes it.
    """
    changes = goods_changes(since=int(store.position or 0))
    if not changes.product_ids:
        return 0
    goods: list[IndexedGoods] = []
    for some in chunks(sorted(changes.product_ids), _AT_ONCE):
        goods += goods_for_index(some, now=now)
    # What a crash takes back comes again under the same numbers: an index that had read on would pass it by.
    make_durable()
    gone = {str(key) for key in changes.product_ids} - {one.id for one in goods}
    store.apply(goods, gone=sorted(gone), position=str(changes.next))
    return len(changes.product_ids)


def _all_goods(*, now: datetime) -> Iterator[IndexedGoods]:
    """Yield all goods; PostgreSQL gathers the next thousand while the last are written."""
    batch = product_ids(limit=_AT_ONCE)
    goods = goods_for_index(batch, now=now)
    while batch:
        batch = product_ids(after=batch[-1], limit=_AT_ONCE)
        with goods_on_their_way(batch, now=now) as coming:
            yield from goods
        goods = coming()
    make_durable()  # as in `index_changes`
