"""Rates and commissions that hold at an instant."""

from collections.abc import Collection
from datetime import datetime
from itertools import permutations
from typing import Final
from uuid import UUID

from django.db.models import Q

from yarmarka.domain.pricing.models import CommissionRule
from yarmarka.domain.pricing.rules import same_currency
from yarmarka.domain.pricing.types import Commission, Rate
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.money import CURRENCIES

_NEWEST: Final = Statement.beside(__file__, "newest_rates")


def rates_at(now: datetime) -> dict[tuple[str, str], Rate]:
    """Return the newest recorded rate of every pair (base, quote); a currency against itself stands at 1."""
    pairs = list(permutations(CURRENCIES, 2))
    found = _NEWEST.rows(
        Rate, bases=[base for base, _ in pairs], quotes=[quote for _, quote in pairs], now=now
    )
    rates = {(rate.base, rate.quote): rate for rate in found}
    return rates | {(currency, currency): same_currency(currency, at=now) for currency in CURRENCIES}


def rates_to(currency: str, *, now: datetime) -> dict[str, Rate]:
    """Return the newest recorded rate into `currency` from each other one, by base; itself included at 1."""
    return {base: rate for (base, quote), rate in rates_at(now).items() if quote == currency}


def commissions(categories: Collection[UUID], *, now: datetime) -> dict[UUID | None, Commission]:
    """Return the rules in force for these categories and the general one (under None)."""
    rows = CommissionRule.objects.filter(
        Q(category_id__in=list(categories)) | Q(category_id=None), valid__contains=now
    )
    return {row.category_id: Commission(rule_id=row.id, basis_points=row.basis_points) for row in rows}
