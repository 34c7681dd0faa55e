"""The pricing context as a Django app."""

from django.apps import AppConfig


class PricingConfig(AppConfig):
    """Owns recorded exchange rates and commission, both dated."""

    name = "yarmarka.domain.pricing"
    label = "pricing"
