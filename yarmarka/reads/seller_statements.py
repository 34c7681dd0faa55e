"""What came to this seller's account in a month, order by order, what left it, and what was owed before and after?

Everything is read from the ledger, so that a statement is what the books say, to the kopeck. Months are those of UTC,
as everywhere in the books.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement

_MONTHS: Final = Statement.beside(__file__, "statement_months")
_LINES: Final = Statement.beside(__file__, "statement_lines")


@dataclass(frozen=True)
class StatementMonth:
    """A month of a seller's account in one currency; `closed_at` is when it was written down as final."""

    currency: str
    month: date
    entries: int
    came_minor: int
    went_minor: int
    opening_minor: int
    closing_minor: int
    closed_at: datetime | None


@dataclass(frozen=True)
class MonthLine:
    """One entry: what it changed, in the account's currency, and what made it up, in the order's.

    What was kept of a sale (commission, tax, exchanging) is negative, as is what was given back to the shopper.
    """

    at: datetime
    kind: str
    correlation_key: str
    seller_order_id: UUID | None
    number: str
    order_currency: str
    goods_minor: int
    delivery_minor: int
    given_back_minor: int
    commission_minor: int
    tax_minor: int
    exchanging_minor: int
    amount_minor: int

    @property
    def net_minor(self) -> int:
        """What all that comes to in the order's currency; the amount itself where that is the account's."""
        kept = self.commission_minor + self.tax_minor + self.exchanging_minor
        return self.goods_minor + self.delivery_minor + self.given_back_minor + kept


@dataclass(frozen=True)
class SellerStatement:
    """A month's entries between what was owed before and after."""

    head: StatementMonth
    lines: tuple[MonthLine, ...]


def statement_months(*, seller_id: UUID, limit: int, offset: int = 0) -> list[StatementMonth]:
    """Return a page of a seller's months with entries, the newest first, each currency by itself."""
    return _MONTHS.rows(
        StatementMonth, seller_id=seller_id, currency=None, month=None, limit=limit, offset=offset
    )


def seller_statement(*, seller_id: UUID, month: date, currency: str) -> SellerStatement:
    """Return a month of a seller's account. Raises Missing where there are no entries."""
    first = month.replace(day=1)
    head = _MONTHS.one(StatementMonth, seller_id=seller_id, currency=currency, month=first, limit=1, offset=0)
    if head is None:
        raise Missing(what="statement")
    since, until = month_bounds(first)
    lines = _LINES.rows(MonthLine, seller_id=seller_id, currency=currency, since=since, until=until)
    return SellerStatement(head, tuple(lines))


def month_bounds(month: date) -> tuple[datetime, datetime]:
    """Return when a month begins and when the next one does, in UTC."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return _midnight(month.replace(day=1)), _midnight(following)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
