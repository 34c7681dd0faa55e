"""Which goods do people buy in one order?"""

from datetime import datetime, timedelta
from typing import Final

from yarmarka.domain.discovery.rules import AT_LEAST_SHOPPERS, MOST_COMPANIONS, MOST_IN_ORDER, TOGETHER_DAYS
from yarmarka.domain.discovery.types import BoughtTogether
from yarmarka.kernel.sql import Statement

_TOGETHER: Final = Statement.beside(__file__, "bought_together")


def bought_together(*, now: datetime) -> tuple[BoughtTogether, ...]:
    """Return the firmest companions of each product by what was paid for in the last half a year."""
    return tuple(
        _TOGETHER.rows(
            BoughtTogether,
            since=now - timedelta(days=TOGETHER_DAYS),
            least=AT_LEAST_SHOPPERS,
            most=MOST_COMPANIONS,
            largest=MOST_IN_ORDER,
        )
    )
