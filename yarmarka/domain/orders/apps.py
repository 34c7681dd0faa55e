"""The orders context as a Django app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Owns baskets, and the shopper's order with its seller orders."""

    name = "yarmarka.domain.orders"
    label = "orders"
