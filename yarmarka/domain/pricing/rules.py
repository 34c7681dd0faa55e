"""How prices are made: conversion at a recorded rate, and the commission that is closest to a product."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import permutations
from typing import Final
from uuid import UUID

from yarmarka.domain.pricing.errors import CommissionMissing, RateMissing
from yarmarka.domain.pricing.types import Portion, Rate, Scope
from yarmarka.vocabulary.money import Money, convert_minor
from yarmarka.vocabulary.storefronts import MARKETPLACE

_PRECISION: Final = Decimal("1e-10")


def convert(price: Money, *, to: str, rates: Mapping[str, Rate]) -> Money:
    """Return a price in another currency at the recorded rate (`rates` by base, all quoted in `to`).

    Raises RateMissing when the two currencies have none.
    """
    if price.currency == to:
        return price
    return Money(convert_minor(price.minor, rate_for(price.currency, to=to, rates=rates).rate), to)


def rate_for(base: str, *, to: str, rates: Mapping[str, Rate]) -> Rate:
    """Return the rate from `base`, which is 1 without a row for a currency against itself."""
    if base in rates:
        return rates[base]
    raise RateMissing(base=base, quote=to)


def same_currency(currency: str, *, at: datetime) -> Rate:
    """Return the rate of a currency against itself."""
    return Rate(id=None, base=currency, quote=currency, rate=Decimal(1), source="", recorded_at=at)


def cross_rates(against_rub: Mapping[str, Decimal]) -> dict[tuple[str, str], Decimal]:
    """Return the rate of every ordered pair, from what one unit of each costs in roubles."""
    worth = {**against_rub, "RUB": Decimal(1)}
    return {
        (base, quote): (worth[base] / worth[quote]).quantize(_PRECISION)
        for base, quote in permutations(worth, 2)
    }


def closest_commission(
    path: Sequence[UUID],
    rules: Mapping[Scope, Portion],
    *,
    seller_id: UUID | None = None,
    storefront: str = MARKETPLACE,
) -> Portion:
    """Return the commission rule that is closest to a sale; `path` is its category's, root first.

    What was agreed with the seller comes before the deepest category, that before the storefront, that before what
    holds for everybody. Raises CommissionMissing.
    """
    for seller in (seller_id, None):
        for category in (*reversed(path), None):
            for shop in (storefront, None):
                if found := rules.get((seller, category, shop)):
                    return found
    raise CommissionMissing(category=str(path[-1]) if path else "")


def tax_on_commission(seller_country: str, taxes: Mapping[str | None, Portion]) -> Portion | None:
    """Return the rule of the tax on a seller's commission: its country's, else that of any; None taxes nothing."""
    return taxes.get(seller_country) or taxes.get(None)
