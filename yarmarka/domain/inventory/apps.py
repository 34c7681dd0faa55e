"""The inventory context as a Django app."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """Owns stock by warehouse, and timed holds on it."""

    name = "yarmarka.domain.inventory"
    label = "inventory"
