"""Recording rates and commission rules; neither is ever changed afterwards."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from psycopg.types.range import TimestamptzRange

from yarmarka.domain.pricing.models import CommissionRule, ExchangeRate
from yarmarka.domain.pricing.rules import cross_rates
from yarmarka.kernel.ids import new_id


def record_rates(
    against_rub: Mapping[str, Decimal], *, source: str, is_example: bool = False, now: datetime
) -> int:
    """Record the rate of every pair, from what one unit of each currency costs in roubles; return how many."""
    rows = [
        ExchangeRate(
            id=new_id(now),
            base=base,
            quote=quote,
            rate=rate,
            source=source,
            is_example=is_example,
            recorded_at=now,
        )
        for (base, quote), rate in cross_rates(against_rub).items()
    ]
    return len(ExchangeRate.objects.bulk_create(rows, ignore_conflicts=True))


def set_commission(
    *,
    category_id: UUID | None,
    basis_points: int,
    valid_from: datetime,
    valid_until: datetime | None = None,
    source: str,
    verified_on: date,
    proposed_by: UUID | None = None,
    approved_by: UUID | None = None,
) -> UUID:
    """Put a commission rule in force; the table refuses one that overlaps another of the same category."""
    rule = CommissionRule.objects.create(
        id=new_id(valid_from),
        category_id=category_id,
        basis_points=basis_points,
        valid=TimestamptzRange(valid_from, valid_until),
        source=source,
        verified_on=verified_on,
        proposed_by_id=proposed_by,
        approved_by_id=approved_by,
    )
    return rule.id
