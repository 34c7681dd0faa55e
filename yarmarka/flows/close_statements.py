"""Writing down sellers' months as final, once they are over: from then on they can be held against the books."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from yarmarka.domain.ledger import actions

#: A month is closed a little after its end, when whatever was being booked at midnight is in the books.
_GRACE: Final = timedelta(hours=1)


@transaction.atomic
def close_statements(*, now: datetime) -> int:
    """Write down every month that is over and was not written down yet; return how many those were."""
    until = (now - _GRACE).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return actions.close_statements(until=until, now=now)
