"""What has somebody bought of a product?"""

from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.domain.orders.types import BoughtLine
from yarmarka.kernel.sql import Statement

_LINES_BOUGHT: Final = Statement.beside(str(Path(__file__).parent), "lines_bought")


def lines_bought(*, person_id: UUID, product_id: UUID) -> tuple[BoughtLine, ...]:
    """Return the lines of a product that a person paid for and that were not called off, the oldest first."""
    return tuple(_LINES_BOUGHT.rows(BoughtLine, person_id=person_id, product_id=product_id))
