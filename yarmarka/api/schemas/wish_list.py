"""Wishes, and what became of their prices."""

from datetime import datetime

from pydantic import Field

from yarmarka.api.schemas.common import Amount
from yarmarka.api.schemas.goods import ProductListed
from yarmarka.api.shapes import Schema
from yarmarka.domain.wishes.rules import MOST
from yarmarka.reads.wish_list import Wished


class WishOut(Schema):
    """A product that the caller would like to have.

    `price_then` is what it cost when it was noted, at today's rate; nothing where nobody sold it. `change` is what the
    price did since, below zero where it fell; nothing where it is the same, or where either price is not known.
    """

    product: ProductListed
    added_at: datetime
    price_then: Amount | None
    change: Amount | None

    @classmethod
    def of(cls, wished: Wished) -> "WishOut":
        """Return a wish as the API says it."""
        return cls(
            product=ProductListed.of(wished.card),
            added_at=wished.added_at,
            price_then=Amount.from_money(wished.then) if wished.then else None,
            change=Amount.from_money(wished.change) if wished.change else None,
        )


class WishList(Schema):
    """All of the caller's wishes, the newest first; of more than `most` the oldest make room."""

    items: list[WishOut]
    most: int = Field(default=MOST)
