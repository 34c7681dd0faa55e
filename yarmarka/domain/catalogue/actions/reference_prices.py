"""What shelves are sorted by: each product's lowest price in one currency, and whether it can be had at all."""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.kernel.sql import Statement

_CONTEXT: Final = str(Path(__file__).parent)
_LOCK: Final = Statement.beside(_CONTEXT, "lock_goods")
_REFRESH: Final = Statement.beside(_CONTEXT, "refresh_reference_prices")


def refresh_reference_prices(
    product_ids: Collection[UUID],
    *,
    in_stock: Collection[UUID] | None = None,
    rates_to_rub: Mapping[str, Decimal],
    now: datetime,
) -> int:
    """Note the lowest price and the number of the offers that can be bought; return how many products changed.

    `in_stock` are the offers of these products that a shopper can have now as far as stock and sellers go
    (without it, all of them): whether an offer rests is known here. `rates_to_rub` are roubles per unit of each
    currency; an offer in a currency without a rate can't be compared and isn't counted. `flows.refresh_shelves`
    gathers all of it.
    """
    if not product_ids:
        return 0
    with transaction.atomic():
        _LOCK.run()
        return _REFRESH.run(
            product_ids=list(product_ids),
            in_stock=None if in_stock is None else list(in_stock),
            currencies=list(rates_to_rub),
            rates=list(rates_to_rub.values()),
            now=now,
        )
