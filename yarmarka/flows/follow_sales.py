"""Search is told what was sold: within minutes, and again when a sale is too old to count.

Placing an order writes nothing for it, as that would cost every order; a job asks afterwards.
"""

from datetime import datetime, timedelta

from yarmarka.domain.catalogue.actions import note_goods_changes
from yarmarka.reads.goods_for_index import SALES_OF
from yarmarka.reads.products_sold import products_sold


def follow_sales(*, over: timedelta, now: datetime) -> int:
    """Have the index look at what was sold in the last while, or stopped counting then; return how many that were."""
    sold = products_sold(since=now - over, until=now)
    sold |= products_sold(since=now - SALES_OF - over, until=now - SALES_OF)
    note_goods_changes(sold)
    return len(sold)
