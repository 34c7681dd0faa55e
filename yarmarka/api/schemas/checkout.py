"""Placing an order, and paying for it."""

from typing import Annotated

from pydantic import Field

from yarmarka.api.ids import AddressId, OrderId, PaymentId
from yarmarka.api.schemas.baskets import ChosenDelivery, WantedLine
from yarmarka.api.schemas.common import WHOLE, Amount, Asked, Currency
from yarmarka.api.shapes import Schema
from yarmarka.domain.payments.types import AttemptCard, PaymentKind


class AskedOrder(Asked):
    """What to order. Without lines it is the caller's basket, which is then empty."""

    lines: list[WantedLine] | None = Field(None, min_length=1, max_length=100)
    address_id: AddressId
    deliveries: list[ChosenDelivery] = Field(max_length=100, description="One for each seller of the lines.")
    currency: Currency | None = Field(None, description="The person's own when left out.")
    expected_total_minor: Annotated[int, Field(ge=0, le=10**18), WHOLE] = Field(
        description="The whole price that the shopper saw. If it is not that any more, nothing is ordered."
    )


class PlacedOut(Schema):
    """An order that stands, unpaid, its goods held. `is_new` is false when the request was a repeated one."""

    id: OrderId
    number: str
    total: Amount
    is_new: bool


class PaymentOut(Schema):
    """A try to pay. While it is open, the shopper goes to `confirmation_url`."""

    id: PaymentId
    order_id: OrderId
    state: PaymentKind
    amount: Amount
    confirmation_url: str

    @classmethod
    def of(cls, attempt: AttemptCard) -> "PaymentOut":
        """Return an attempt as the API says it."""
        return cls(
            id=attempt.id,
            order_id=attempt.order_id,
            state=attempt.state,
            amount=Amount.of(attempt.amount_minor, attempt.currency),
            confirmation_url=attempt.confirmation_url,
        )
