"""The catalogue context as a Django app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Owns categories, products, variants and the offers that sellers make for them."""

    name = "yarmarka.domain.catalogue"
    label = "catalogue"
