"""Goods on a shelf for tests of reads: so many products, sold by several sellers."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.catalogue.incoming import row, store
from tests.market import NOW, Market
from yarmarka.domain.catalogue.types import StoredOffer
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.types import Counted
from yarmarka.flows.refresh_shelves import refresh_shelves


def put_on_shelf(market: Market, country: str, sku: str, *, pieces: int = 3, **said: Any) -> StoredOffer:
    """Have a seller offer something, and its shelf follow."""
    [stored] = store(market, country, row(market, sku, **said))
    count_stock([Counted(stored.offer_id, pieces)], now=NOW)
    refresh_shelves([stored.product_id], now=NOW)
    return stored


def statements(ask: Callable[[], object]) -> int:
    """Return how many statements a question costs."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)
