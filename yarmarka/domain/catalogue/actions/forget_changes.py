"""The log of changed goods does not grow for ever: an index that is days behind is built anew."""

from datetime import datetime
from typing import Final

from yarmarka.kernel.sql import Statement

_FORGET: Final = Statement(
    "forget_goods_changes", "DELETE FROM catalogue_goodschange WHERE changed_at < %(before)s"
)


def forget_goods_changes(*, before: datetime) -> int:
    """Remove what was written down before an instant; return how many rows that were."""
    return _FORGET.run(before=before)
