"""An order's parts, with who sells each."""

from uuid import UUID

from yarmarka.domain.orders.models import SellerOrder
from yarmarka.domain.orders.queries import seller_order_card
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.sellers.queries import card
from yarmarka.domain.sellers.types import SellerCard


def parts_with_sellers(order_id: UUID) -> tuple[tuple[SellerOrderCard, SellerCard], ...]:
    """Return the sellers' parts of an order, in the order of the basket, each with its merchant; in one statement."""
    rows = SellerOrder.objects.filter(order_id=order_id).select_related("seller").order_by("position")
    return tuple((seller_order_card(row), card(row.seller)) for row in rows)
