"""What other parts of the house are told about prices."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
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


@dataclass(frozen=True)
class Commission:
    """The rule that applies to a category, with the row that says so."""

    rule_id: UUID
    basis_points: int
