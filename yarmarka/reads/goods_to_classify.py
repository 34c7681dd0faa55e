"""Which of a seller's goods still need their HS code confirmed, and what they are called?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_GOODS: Final = Statement.beside(__file__, "goods_to_classify")


@dataclass(frozen=True)
class ClassifiedGoods:
    """A product of a seller's with the code on its offers, and the one that a person confirmed, if one did."""

    product_id: UUID
    titles: dict[str, str]
    picture: str
    tint: int
    hs_code: str
    origin_country: str
    confirmed_code: str | None
    confirmed_at: datetime | None
    shelves: list[dict[str, str]]

    @property
    def is_confirmed(self) -> bool:
        """Whether a person confirmed the code that its offers bear now."""
        return self.confirmed_code is not None and self.confirmed_code == self.hs_code


def goods_to_classify(*, seller_id: UUID, only_open: bool, limit: int, offset: int) -> list[ClassifiedGoods]:
    """Return a page of a seller's products, those without a confirmed code first."""
    shown = "open" if only_open else "all"
    return _GOODS.rows(ClassifiedGoods, seller_id=seller_id, shown=shown, limit=limit, offset=offset)
