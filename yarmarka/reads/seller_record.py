"""How did a merchant's orders of the last days go?"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from yarmarka.domain.sellers.rules import RECORD_DAYS, findings
from yarmarka.domain.sellers.types import Finding, TradeRecord
from yarmarka.kernel.sql import Statement

_RECORD: Final = Statement.beside(__file__, "seller_record")


def seller_record(*, seller_id: UUID, now: datetime) -> TradeRecord:
    """Return what became of the parts that were placed in the last 90 days and paid for."""
    since = now - timedelta(days=RECORD_DAYS)
    (record,) = _RECORD.rows(TradeRecord, seller_id=seller_id, since=since, today=now.date())
    return record


def seller_findings(*, seller_id: UUID, now: datetime) -> tuple[Finding, ...]:
    """Return what each measure says of them."""
    return findings(seller_record(seller_id=seller_id, now=now))
