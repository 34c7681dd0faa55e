"""How did a merchant's orders of the last days go?"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from yarmarka.domain.sellers.rules import RECORD_DAYS, findings
from yarmarka.domain.sellers.types import Finding, TradeRecord
from yarmarka.kernel.sql import Statement

_RECORD: Final = Statement.beside(__file__, "seller_record")
_NOTHING: Final = TradeRecord(
    orders=0, due=0, sent_late=0, called_off=0, arrived=0, arrived_late=0, given_back=0, charged_back=0
)


@dataclass(frozen=True, kw_only=True)
class _Row(TradeRecord):
    seller_id: UUID

    @property
    def record(self) -> TradeRecord:
        """The record alone: two sellers who traded alike have the same."""
        return TradeRecord(**{name: value for name, value in asdict(self).items() if name != "seller_id"})


def seller_record(*, seller_id: UUID, now: datetime) -> TradeRecord:
    """Return what became of the parts that were placed in the last 90 days and paid for."""
    return _records(seller_id, now).get(seller_id, _NOTHING)


def seller_records(*, now: datetime) -> dict[UUID, TradeRecord]:
    """Return the same for every seller that had any, in one statement."""
    return _records(None, now)


def seller_findings(*, seller_id: UUID, now: datetime) -> tuple[Finding, ...]:
    """Return what each measure says of them."""
    return findings(seller_record(seller_id=seller_id, now=now))


def _records(seller_id: UUID | None, now: datetime) -> dict[UUID, TradeRecord]:
    since = now - timedelta(days=RECORD_DAYS)
    rows = _RECORD.rows(_Row, seller_id=seller_id, since=since, today=now.date())
    return {row.seller_id: row.record for row in rows}
