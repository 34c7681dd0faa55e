"""Baskets and orders, by who asks."""

from yarmarka.domain.orders.queries.baskets import basket_of
from yarmarka.domain.orders.queries.bought import lines_bought
from yarmarka.domain.orders.queries.given_back import disputed_lines, given_back_of, lines_given_back
from yarmarka.domain.orders.queries.orders import (
    known_orders,
    lines_of,
    order_for,
    order_ids_of,
    orders,
    seller_order_card,
    seller_order_for,
    seller_orders,
    seller_orders_of,
)

__all__ = [
    "basket_of",
    "disputed_lines",
    "given_back_of",
    "known_orders",
    "lines_bought",
    "lines_given_back",
    "lines_of",
    "order_for",
    "order_ids_of",
    "orders",
    "seller_order_card",
    "seller_order_for",
    "seller_orders",
    "seller_orders_of",
]
