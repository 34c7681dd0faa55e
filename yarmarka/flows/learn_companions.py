"""What is bought together: counted from paid orders every night, for the product's page to look up."""

from datetime import datetime

from yarmarka.domain.discovery.actions import take_in_companions
from yarmarka.reads.bought_together import bought_together


def learn_companions(*, now: datetime) -> int:
    """Count anew which goods go together; return how many pairs there are."""
    return take_in_companions(bought_together(now=now), now=now)
