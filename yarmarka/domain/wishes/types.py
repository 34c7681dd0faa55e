"""What other parts of the house are told about wishes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Wish:
    """A product that somebody would like to have, with its lowest price when they noted it (0: nobody sold it)."""

    product_id: UUID
    added_at: datetime
    price_minor: int
    currency: str
