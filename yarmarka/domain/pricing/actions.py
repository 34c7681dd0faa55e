"""Recording rates and dated rules; what holds is never changed afterwards, only ended."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db.models import QuerySet
from psycopg.types.range import TimestamptzRange

from yarmarka.domain.pricing.models import (
    CommissionRule,
    CommissionTax,
    ExchangeRate,
    MarketplaceTerm,
    PartnerShare,
)
from yarmarka.domain.pricing.queries import forget_rates, forget_terms
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
    recorded = len(ExchangeRate.objects.bulk_create(rows, ignore_conflicts=True))
    forget_rates()
    return recorded


def set_commission(
    *,
    category_id: UUID | None,
    seller_id: UUID | None = None,
    storefront: str | None = None,
    **dated: Unpack[Dated],
) -> UUID:
    """Put a commission rule in force; the table refuses one that overlaps another for the same sales."""
    scope = {"category_id": category_id, "seller_id": seller_id, "storefront": storefront}
    forget_terms()
    return CommissionRule.objects.create(**scope, **_columns(dated)).id


def set_commission_tax(*, seller_country: str | None, **dated: Unpack[Dated]) -> UUID:
    """Put a tax on the commission of a country's sellers (None: of all others) in force."""
    forget_terms()
    return CommissionTax.objects.create(seller_country=seller_country, **_columns(dated)).id


def set_term(kind: TermKind, **dated: Unpack[Dated]) -> UUID:
    """Put a term of the marketplace in force."""
    forget_terms()
    return MarketplaceTerm.objects.create(kind=kind, **_columns(dated)).id


def set_partner_share(*, partner: str, name: str, **dated: Unpack[Dated]) -> UUID:
    """Put a partner's share of the commission in force."""
    return PartnerShare.objects.create(partner=partner, name=name, **_columns(dated)).id


def end_commission(
    *, category_id: UUID | None, seller_id: UUID | None, storefront: str | None, at: datetime
) -> None:
    """Let the commission rule for exactly these sales that holds at an instant end there."""
    scope: dict[str, Any] = {
        "category_id": category_id,
        "seller_id": seller_id,
        "storefront": storefront,
    }
    _end(CommissionRule.objects.filter(**scope), at=at)


def end_commission_tax(*, seller_country: str | None, at: datetime) -> None:
    """Let the tax on the commission of exactly these sellers that holds at an instant end there."""
    _end(CommissionTax.objects.filter(seller_country=seller_country), at=at)


def end_term(kind: TermKind, *, at: datetime) -> None:
    """Let the term of the marketplace that holds at an instant end there."""
    _end(MarketplaceTerm.objects.filter(kind=kind), at=at)


def end_partner_share(*, partner: str, at: datetime) -> None:
    """Let the share of a partner that holds at an instant end there."""
    _end(PartnerShare.objects.filter(partner=partner), at=at)


def _end(rules: QuerySet[Any], *, at: datetime) -> None:
    """Cut what holds at an instant short; what begins at that very instant stays, and the table then says no."""
    forget_terms()
    for rule in rules.select_for_update().filter(valid__contains=at, valid__startswith__lt=at):
        rule.valid = TimestamptzRange(rule.valid.lower, at)
        rule.save(update_fields=["valid"])


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
