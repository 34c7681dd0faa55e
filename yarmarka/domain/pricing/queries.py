"""Rates and commissions that hold at an instant."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yarmarka.domain.pricing.models import CommissionRule, ExchangeRate
from yarmarka.domain.pricing.rules import same_currency
from yarmarka.domain.pricing.types import Commission, Rate


def rates_to(currency: str, *, now: datetime) -> dict[str, Rate]:
    """Return the newest recorded rate into `currency` from each other one, by base; itself included at 1."""
    newest = (
        ExchangeRate.objects.filter(quote=currency, recorded_at__lte=now)
        .order_by("base", "-recorded_at")
        .distinct("base")
    )
    rates = {row.base: _rate(row) for row in newest}
    return {**rates, currency: same_currency(currency, at=now)}


def rates_from(currency: str, *, now: datetime) -> dict[str, Rate]:
    """Return the newest recorded rate from `currency` into each other one, by quote; itself included at 1."""
    newest = (
        ExchangeRate.objects.filter(base=currency, recorded_at__lte=now)
        .order_by("quote", "-recorded_at")
        .distinct("quote")
    )
    rates = {row.quote: _rate(row) for row in newest}
    return {**rates, currency: same_currency(currency, at=now)}


def commissions(categories: Collection[UUID], *, now: datetime) -> dict[UUID | None, Commission]:
    """Return the rules in force for these categories and the general one (under None)."""
    rows = CommissionRule.objects.filter(
        Q(category_id__in=list(categories)) | Q(category_id=None), valid__contains=now
    )
    return {row.category_id: Commission(rule_id=row.id, basis_points=row.basis_points) for row in rows}


def _rate(row: ExchangeRate) -> Rate:
    return Rate(
        id=row.id,
        base=row.base,
        quote=row.quote,
        rate=row.rate,
        source=row.source,
        recorded_at=row.recorded_at,
    )
