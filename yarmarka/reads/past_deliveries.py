"""How did deliveries go, and what is still on its way?"""

from datetime import datetime, timedelta
from typing import Final

from yarmarka.domain.shipping.types import PastDelivery
from yarmarka.kernel.sql import Statement

_PAST: Final = Statement.beside(__file__, "past_deliveries")
#: what is older teaches nothing any more
_YEARS: Final = timedelta(days=3 * 365)
#: of each service to each place so many are enough
_MOST: Final = 300


def past_deliveries(*, now: datetime, most: int = _MOST) -> tuple[PastDelivery, ...]:
    """Return the paid parts of orders of the last three years that were not called off, oldest first.

    Of a service that brought more than 300 to a place, as many, evenly spread; each says of how many it is one.
    """
    return tuple(_PAST.rows(PastDelivery, since=now - _YEARS, until=now, most=most))
