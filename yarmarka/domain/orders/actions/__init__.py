"""What changes baskets and orders."""

from yarmarka.domain.orders.actions.baskets import (
    choose_address,
    choose_deliveries,
    empty_basket,
    empty_ordered_baskets,
    put_in_basket,
    set_quantity,
    take_over_guest_basket,
)
from yarmarka.domain.orders.actions.forget import forget_shopper
from yarmarka.domain.orders.actions.give_back import record_given_back
from yarmarka.domain.orders.actions.place import create_orders, is_key_taken
from yarmarka.domain.orders.actions.progress import (
    cancel_seller_orders,
    close_undelivered,
    close_unpaid,
    complete_seller_orders,
    inspected_past_time,
    lock_order_for,
    lock_orders,
    lock_seller_orders,
    mark_delivered,
    mark_paid,
    mark_sent,
    unpaid_past_time,
)

__all__ = [
    "cancel_seller_orders",
    "choose_address",
    "choose_deliveries",
    "close_undelivered",
    "close_unpaid",
    "complete_seller_orders",
    "create_orders",
    "empty_basket",
    "empty_ordered_baskets",
    "forget_shopper",
    "inspected_past_time",
    "is_key_taken",
    "lock_order_for",
    "lock_orders",
    "lock_seller_orders",
    "mark_delivered",
    "mark_paid",
    "mark_sent",
    "put_in_basket",
    "record_given_back",
    "set_quantity",
    "take_over_guest_basket",
    "unpaid_past_time",
]
