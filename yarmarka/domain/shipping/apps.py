"""The shipping context as a Django app."""

from django.apps import AppConfig


class ShippingConfig(AppConfig):
    """Owns carriers, delivery services, parcels and what happened to them."""

    name = "yarmarka.domain.shipping"
    label = "shipping"
