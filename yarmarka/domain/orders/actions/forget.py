"""Forgetting a shopper."""

from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.domain.orders.models import Basket
from yarmarka.kernel.sql import Statement

_FORGET: Final = Statement.beside(str(Path(__file__).parent), "forget_shopper")


def forget_shopper(*, person_id: UUID) -> int:
    """Take a person's name, e-mail and address off their orders, and their baskets away; return how many orders."""
    Basket.objects.filter(person_id=person_id).delete()
    return _FORGET.run(person_id=person_id)
