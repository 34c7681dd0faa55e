"""Rates and commissions that hold at an instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations
from typing import Final
from uuid import UUID

from psycopg.types.range import Range

from yarmarka.domain.pricing.models import MarketplaceTerm, PartnerShare
from yarmarka.domain.pricing.rules import same_currency
from yarmarka.domain.pricing.types import Portion, Rate, SaleTerms, TermKind
from yarmarka.kernel.remembered import LONGEST, Remembered
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.money import CURRENCIES

_NEWEST: Final = Statement.beside(__file__, "newest_rates")
_TERMS: Final = Statement.beside(__file__, "sale_terms")


@dataclass(frozen=True)
class _Known:
    """What was asked for at an instant."""

    at: datetime
    rates: dict[tuple[str, str], Rate]


@dataclass(frozen=True)
class _Dated:
    """What holds for some time of the seconds after an instant, and whether all of it holds all that time."""

    at: datetime
    rules: list["_Term"]
    is_steady: bool
    terms: SaleTerms


_RATES: Final = Remembered[_Known]()
_HOLD: Final = Remembered[_Dated]()


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


def sale_terms(*, now: datetime) -> SaleTerms:
    """Return what the marketplace keeps of sales.

    A rule begins and ends to the second; one that was written down in the last seconds may not be known yet.
    """
    known = _HOLD.get()
    if known is None or not timedelta(0) <= now - known.at < LONGEST:
        known = _HOLD.keep(_dated_from(now))
    return known.terms if known.is_steady else _terms([rule for rule in known.rules if rule.holds_at(now)])


def forget_terms() -> None:
    """Ask for the rules anew: this process has just changed some."""
    _HOLD.forget()


def _dated_from(now: datetime) -> _Dated:
    until = now + LONGEST
    rules = _TERMS.rows(_Term, now=now, until=until)
    return _Dated(
        at=now,
        rules=rules,
        is_steady=all(rule.holds_at(now) and rule.holds_at(until) for rule in rules),
        terms=_terms([rule for rule in rules if rule.holds_at(now)]),
    )


def _terms(rules: "Sequence[_Term]") -> SaleTerms:
    portions = [(rule, Portion(rule_id=rule.rule_id, basis_points=rule.basis_points)) for rule in rules]
    return SaleTerms(
        commissions={
            (rule.seller_id, rule.category_id, rule.storefront): portion
            for rule, portion in portions
            if rule.what == "commission"
        },
        taxes={rule.country: portion for rule, portion in portions if rule.what == "tax"},
        spread=next((portion for rule, portion in portions if rule.what == "spread"), None),
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
    valid: Range[datetime]

    def holds_at(self, at: datetime) -> bool:
        """Test if the rule is in force at an instant."""
        return at in self.valid
