"""The key that makes a repeated request the same request."""

from typing import Annotated
from uuid import UUID

from ninja import Header

#: One key means one order, however often and however simultaneously it is sent.
IdempotencyKey = Annotated[
    UUID,
    Header(
        alias="Idempotency-Key",
        description="A UUID that the caller makes for what it wants once, and sends again with every retry.",
    ),
]
