"""Recording rates and dated rules; none of them is ever changed afterwards."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID

from psycopg.types.range import TimestamptzRange

from yarmarka.domain.pricing.models import CommissionRule, CommissionTax, ExchangeRate, MarketplaceTerm
from yarmarka.domain.pricing.rules import cross_rates
from yarmarka.domain.pricing.types import TermKind
from yarmarka.kernel.ids import new_id


class Dated(TypedDict):
    """What every dated rule says of itself."""

    basis_points: int
    valid_from: datetime
    valid_until: NotRequired[datetime | None]
    source: str
    verified_on: date
    is_example: NotRequired[bool]
    proposed_by: NotRequired[UUID | None]
    approved_by: NotRequired[UUID | None]


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
    seller_id: UUID | None = None,
    storefront: str | None = None,
    **dated: Unpack[Dated],
) -> UUID:
    """Put a commission rule in force; the table refuses one that overlaps another for the same sales."""
    return CommissionRule.objects.create(
        category_id=category_id, seller_id=seller_id, storefront=storefront, **_columns(dated)
    ).id


def set_commission_tax(*, seller_country: str | None, **dated: Unpack[Dated]) -> UUID:
    """Put a tax on the commission of a country's sellers (None: of all others) in force."""
    return CommissionTax.objects.create(seller_country=seller_country, **_columns(dated)).id


def set_term(kind: TermKind, **dated: Unpack[Dated]) -> UUID:
    """Put a term of the marketplace in force."""
    return MarketplaceTerm.objects.create(kind=kind, **_columns(dated)).id


def _columns(dated: Dated) -> dict[str, Any]:
    start = dated["valid_from"]
    return {
        "id": new_id(start),
        "basis_points": dated["basis_points"],
        "valid": TimestamptzRange(start, dated.get("valid_until")),
        "source": dated["source"],
        "is_example": dated.get("is_example", False),
        "verified_on": dated["verified_on"],
        "proposed_by_id": dated.get("proposed_by"),
        "approved_by_id": dated.get("approved_by"),
    }
