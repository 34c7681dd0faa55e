"""A seller's offers, as the seller sees them."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from yarmarka.api.ids import OfferId, ProductId
from yarmarka.api.schemas.common import MOST_MINOR, WHOLE, Amount, Asked
from yarmarka.api.shapes import Schema
from yarmarka.presentation.locales import current_language
from yarmarka.reads.seller_offers import OwnOffer
from yarmarka.vocabulary.goods import in_language


class OwnOfferOut(Schema):
    """An offer as its seller sees it. `held` pieces are promised to orders; `on_hand` includes them."""

    id: OfferId
    product_id: ProductId
    sku: str
    title: str
    options: dict[str, str]
    price: Amount
    old_price: Amount | None
    status: str
    on_hand: int
    held: int
    warehouse: str
    updated_at: datetime

    @classmethod
    def of(cls, offer: OwnOffer) -> "OwnOfferOut":
        """Return an offer in the language of the request."""
        old = offer.old_price_minor
        return cls(
            id=offer.id,
            product_id=offer.product_id,
            sku=offer.sku,
            title=in_language(offer.titles, current_language()),
            options=offer.options,
            price=Amount.of(offer.price_minor, offer.currency),
            old_price=Amount.of(old, offer.currency) if old is not None else None,
            status=str(offer.status),
            on_hand=offer.on_hand,
            held=offer.held,
            warehouse=offer.warehouse,
            updated_at=offer.updated_at,
        )


class OwnOfferList(Schema):
    """A page of a seller's offers, by article number."""

    items: list[OwnOfferOut]
    page: int
    has_next: bool


Price = Annotated[int, Field(ge=1, le=MOST_MINOR), WHOLE]


class PriceIn(Asked):
    """A new price in the offer's own currency; orders already placed keep theirs."""

    price_minor: Price
    old_price_minor: Price | None = None


class StockIn(Asked):
    """What was counted on hand, pieces promised to orders included."""

    on_hand: Annotated[int, Field(ge=0, le=1_000_000), WHOLE]


class SaleIn(Asked):
    """Whether the offer is on sale."""

    is_on_sale: bool
