"""What became of the delivery promises made since a day?"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from yarmarka.domain.shipping.types import PromiseTally
from yarmarka.kernel.ids import first_id
from yarmarka.kernel.sql import Statement

_COUNTED: Final = Statement.beside(__file__, "promises_counted")


def promises_counted(*, since: date, today: date) -> list[PromiseTally]:
    """Return what became of promises, by service and by each week and month that begins on a day or later."""
    # An order's key is born a moment before it is placed, perhaps the evening before.
    born = datetime.combine(since, time(), UTC) - timedelta(days=1)
    return _COUNTED.rows(PromiseTally, first=first_id(born), since=since, today=today)
