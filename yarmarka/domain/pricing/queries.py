"""Rates and commissions that hold at an instant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import permutations
from typing import Final
from uuid import UUID

from yarmarka.domain.pricing.models import MarketplaceTerm, PartnerShare
from yarmarka.domain.pricing.rules import same_currency
from yarmarka.domain.pricing.types import Portion, Rate, SaleTerms, TermKind
from yarmarka.kernel.remembered import LONGEST, Remembered
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.money import CURRENCIES
from yarmarka.vocabulary.storefronts import MARKETPLACE

_NEWEST: Final = Statement.beside(__file__, "newest_rates")
_TERMS: Final = Statement.beside(__file__, "sale_terms")


@dataclass(frozen=True)
class _Known:
    """What was asked for at an instant."""

    at: datetime
    rates: dict[tuple[str, str], Rate]


_RATES: Final = Remembered[_Known]()


def rates_at(now: datetime) -> dict[tuple[str, str], Rate]:
    """Return the newest recorded rate of every pair (base, quote); a currency against itself stands at 1.

    One that was recorded in the last seconds may not be known yet: then the one before it is given, whole.
    """
    known = _RATES.get()
    if known is None or abs(now - known.at) >= LONGEST:
        known = _RATES.keep(_Known(at=now, rates=_newest_rates(now)))
    return known.rates


def forget_rates() -> None:
    """Ask for rates anew: this process has just recorded some."""
    _RATES.forget()


def _newest_rates(now: datetime) -> dict[tuple[str, str], Rate]:
    pairs = list(permutations(CURRENCIES, 2))
    found = _NEWEST.rows(
        Rate, bases=[base for base, _ in pairs], quotes=[quote for _, quote in pairs], now=now
    )
    rates = {(rate.base, rate.quote): rate for rate in found}
    return rates | {(currency, currency): same_currency(currency, at=now) for currency in CURRENCIES}


def rates_to(currency: str, *, now: datetime) -> dict[str, Rate]:
    """Return the newest recorded rate into `currency` from each other one, by base; itself included at 1."""
    return {base: rate for (base, quote), rate in rates_at(now).items() if quote == currency}


def sale_terms(
    *,
    categories: Collection[UUID],
    sellers: Collection[UUID],
    countries: Collection[str],
    storefronts: Collection[str] = (MARKETPLACE,),
    now: datetime,
) -> SaleTerms:
    """Return what the marketplace keeps of sales in these storefronts, of these categories by these sellers, who live
    in these countries."""
    found = _TERMS.rows(
        _Term,
        categories=list(categories),
        sellers=list(sellers),
        countries=list(countries),
        storefronts=list(storefronts),
        now=now,
    )
    portions = {row: Portion(rule_id=row.rule_id, basis_points=row.basis_points) for row in found}
    return SaleTerms(
        commissions={
            (row.seller_id, row.category_id, row.storefront): portion
            for row, portion in portions.items()
            if row.what == "commission"
        },
        taxes={row.country: portion for row, portion in portions.items() if row.what == "tax"},
        spread=next((portion for row, portion in portions.items() if row.what == "spread"), None),
    )


def term_at(kind: TermKind, *, now: datetime) -> Portion | None:
    """Return the term of the marketplace that holds at an instant, if one does."""
    row = MarketplaceTerm.objects.filter(kind=kind, valid__contains=now).first()
    return Portion(rule_id=row.id, basis_points=row.basis_points) if row else None


def partner_shares(*, now: datetime) -> dict[str, Portion]:
    """Return the partners' shares of the commission that hold at an instant, by partner."""
    rows = PartnerShare.objects.filter(valid__contains=now).order_by("partner")
    return {row.partner: Portion(rule_id=row.id, basis_points=row.basis_points) for row in rows}


@dataclass(frozen=True)
class _Term:
    what: str
    rule_id: UUID
    basis_points: int
    category_id: UUID | None
    seller_id: UUID | None
    storefront: str | None
    country: str | None
