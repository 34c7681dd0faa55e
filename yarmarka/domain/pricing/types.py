"""What other parts of the house are told about prices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True)
class Rate:
    """A recorded exchange rate; a currency against itself has rate 1 and no row."""

    id: UUID | None
    base: str
    quote: str
    rate: Decimal
    source: str
    recorded_at: datetime
    is_example: bool = False


@dataclass(frozen=True)
class Portion:
    """So many basis points of something, with the row that says so."""

    rule_id: UUID
    basis_points: int


#: what a commission rule is for: a seller, a category, a storefront; None is any of them
Scope = tuple[UUID | None, UUID | None, str | None]


class TermKind(StrEnum):
    """What a dated term of the marketplace is a part of."""

    EXCHANGE_SPREAD = "exchange_spread"  # of what a seller is paid in another currency
    GUARANTEE_FUND = "guarantee_fund"  # of the commission, set aside at release


@dataclass(frozen=True)
class SaleTerms:
    """What the marketplace keeps of a sale made at an instant."""

    commissions: Mapping[Scope, Portion] = field(default_factory=dict)
    #: by the seller's country; None is any country
    taxes: Mapping[str | None, Portion] = field(default_factory=dict)
    spread: Portion | None = None
