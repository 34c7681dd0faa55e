"""What somebody has had sent from abroad already, where the law counts a person's month or year."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from yarmarka.domain.customs.types import Received
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.money import convert_minor

_RECEIVED: Final = Statement.beside(__file__, "received_before")


@dataclass(frozen=True)
class _Sold:
    person_id: UUID
    currency: str
    month_minor: int
    month_weight_g: int
    year_minor: int


def received_before(
    people: Collection[UUID],
    *,
    country: str,
    inside: Collection[str],
    currency: str,
    rates: Mapping[tuple[str, str], Decimal],
    before: datetime,
) -> dict[UUID, Received]:
    """Return what people bought in the month and the year of `before` to be imported into a country, in a currency.

    One statement, however many people. Orders that are placed at the same instant do not see one another.
    """
    month = before.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found: dict[UUID, Received] = {}
    for sold in _RECEIVED.rows(
        _Sold,
        people=list(people),
        country=country,
        inside=list(inside),
        month_began=month,
        year_began=month.replace(month=1),
        before=before,
    ):
        rate = rates.get((sold.currency, currency), Decimal(1) if sold.currency == currency else Decimal(0))
        known = found.get(sold.person_id, Received())
        found[sold.person_id] = Received(
            month_minor=known.month_minor + convert_minor(sold.month_minor, rate),
            month_weight_g=known.month_weight_g + sold.month_weight_g,
            year_minor=known.year_minor + convert_minor(sold.year_minor, rate),
        )
    return found
