"""Where does this order stand: its parts, its parcels, its money, and what happened when?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.orders.queries import lines_given_back, lines_of, order_for, seller_orders_of
from yarmarka.domain.orders.types import (
    LineCard,
    OrderCard,
    OrderStatus,
    SellerOrderCard,
    SellerOrderStatus,
)
from yarmarka.domain.protection.queries import claims_of
from yarmarka.domain.protection.types import ClaimCard
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.domain.shipping.queries import promises_made
from yarmarka.domain.shipping.types import PromiseCard
from yarmarka.kernel.sql import Statement
from yarmarka.reads.ways_back import WayBack, ways_back

_PARCELS: Final = Statement.beside(__file__, "order_parcels")
_TIMELINE: Final = Statement.beside(__file__, "order_timeline")


class About(StrEnum):
    """What a happening is about; it decides how a timeline draws it."""

    ORDER = "order"
    MONEY = "money"
    PARCEL = "parcel"


@dataclass(frozen=True)
class Happening:
    """One line of an order's history: `what` names it, the facts hold its amounts, places and the like."""

    at: datetime
    about: About
    what: str
    seller_order_id: UUID | None
    facts: dict[str, Any]


@dataclass(frozen=True)
class ParcelOnItsWay:
    """A parcel as its receiver needs it; the number is empty until its label is bought."""

    id: UUID
    seller_order_id: UUID
    number: str
    state: str
    state_at: datetime
    carrier_names: dict[str, str]


@dataclass(frozen=True)
class OrderPart:
    """What one seller sends."""

    head: SellerOrderCard
    seller: SellerCard
    lines: Sequence[LineCard]
    parcels: Sequence[ParcelOnItsWay]
    #: by line, how many pieces were called off while the rest was sent
    called_off: Mapping[UUID, int]
    #: delivery dates that were told since the sale, the newest first
    promises: Sequence[PromiseCard] = ()
    #: the oldest first
    claims: Sequence[ClaimCard] = ()
    #: how far it has come back, if it does not go on
    way_back: WayBack | None = None


@dataclass(frozen=True)
class OrderPage:
    """A whole order as its owner sees it; the timeline begins with the newest."""

    order: OrderCard
    parts: Sequence[OrderPart]
    timeline: Sequence[Happening]

    @property
    def is_unpaid(self) -> bool:
        """Whether it still waits for its money."""
        return self.order.status is OrderStatus.UNPAID

    @property
    def pieces(self) -> int:
        """How many pieces it has in all."""
        return sum(line.quantity for part in self.parts for line in part.lines)


def order_page(*, viewer: UUID, order_id: UUID) -> OrderPage:
    """Return the viewer's own order; raises Missing for anybody else's, as for one that never was."""
    order = order_for(person_id=viewer, order_id=order_id)
    heads = seller_orders_of([order_id])
    known = sellers([head.seller_id for head in heads])
    lines = lines_of([head.id for head in heads])
    gone = lines_given_back([head.id for head in heads if head.status is not SellerOrderStatus.CANCELLED])
    told = promises_made([head.id for head in heads])
    claims = claims_of(order_id)
    ways = ways_back({head.id: head.status for head in heads})
    parcels = _PARCELS.rows(ParcelOnItsWay, order_id=order_id)
    return OrderPage(
        order=order,
        parts=[
            OrderPart(
                head=head,
                seller=known[head.seller_id],
                lines=[line for line in lines if line.seller_order_id == head.id],
                parcels=[parcel for parcel in parcels if parcel.seller_order_id == head.id],
                called_off={key: share.quantity for key, share in gone.items() if share.quantity},
                promises=told.get(head.id, ()),
                claims=[claim for claim in claims if claim.seller_order_id == head.id],
                way_back=ways.get(head.id),
            )
            for head in heads
        ],
        timeline=_TIMELINE.rows(Happening, order_id=order_id),
    )
