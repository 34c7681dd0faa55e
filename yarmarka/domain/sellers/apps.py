"""The sellers context as a Django app."""

from django.apps import AppConfig


class SellersConfig(AppConfig):
    """Owns merchants: who they are by law, their staff and standing."""

    name = "yarmarka.domain.sellers"
    label = "sellers"
