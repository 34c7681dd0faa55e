"""Shelves follow what can be had: after prices, stock, rates or sellers have changed."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.actions import refresh_reference_prices
from yarmarka.domain.catalogue.queries import product_ids
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.reads.in_stock import offers_in_stock

_AT_ONCE: Final = 1_000


def refresh_shelves(products: Collection[UUID], *, now: datetime) -> int:
    """Let these products' place on the shelves follow their offers; return how many changed.

    Products that nobody can deliver any more leave the shelves, though not their own page.
    """
    rates = {base: rate.rate for base, rate in rates_to("RUB", now=now).items()}
    return refresh_reference_prices(products, in_stock=offers_in_stock(products), rates_to_rub=rates, now=now)


def refresh_all_shelves(*, now: datetime) -> int:
    """Do so for all products, a thousand at a time; return how many changed. Meant to run every few minutes.

    A list shows live prices and stock anyway: what may lag behind is the order of a list and what is left out.
    """
    changed, last = 0, None
    while batch := product_ids(after=last, limit=_AT_ONCE):
        changed += refresh_shelves(batch, now=now)
        last = batch[-1]
    return changed
