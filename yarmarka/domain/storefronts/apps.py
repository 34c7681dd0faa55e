"""The storefronts context as a Django app."""

from django.apps import AppConfig


class StorefrontsConfig(AppConfig):
    """Owns the shops over one catalogue and one order book."""

    name = "yarmarka.domain.storefronts"
    label = "storefronts"
