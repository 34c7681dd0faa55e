"""How did deliveries go, and what is still on its way?"""

from datetime import datetime, timedelta
from typing import Final

from yarmarka.domain.shipping.types import PastDelivery
from yarmarka.kernel.sql import Statement

_PAST: Final = Statement.beside(__file__, "past_deliveries")
#: what is older teaches nothing any more
_YEARS: Final = timedelta(days=3 * 365)
#: the newest so many are enough
_MOST: Final = 20_000


def past_deliveries(*, now: datetime) -> tuple[PastDelivery, ...]:
    """Return the paid parts of orders of the last three years that were not called off, the newest 20,000."""
    return tuple(_PAST.rows(PastDelivery, since=now - _YEARS, until=now, most=_MOST))
