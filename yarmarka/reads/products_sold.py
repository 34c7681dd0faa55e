"""Which products were sold in a span of time?"""

from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.ids import first_id
from yarmarka.kernel.sql import Statement

_SOLD: Final = Statement.beside(__file__, "products_sold")


def products_sold(*, since: datetime, until: datetime) -> set[UUID]:
    """Return the products of which pieces were sold from one instant to just before another."""
    return set(_SOLD.column(first=first_id(since), last=first_id(until)))
