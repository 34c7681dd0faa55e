"""How sellers' orders of late went: measured every night, for pages that put many offers side by side."""

from datetime import datetime

from yarmarka.domain.sellers.actions import note_records
from yarmarka.reads.seller_record import seller_records


def measure_sellers(*, now: datetime) -> int:
    """Measure every seller's record anew; return how many had orders to measure."""
    return note_records(seller_records(now=now), now=now)
