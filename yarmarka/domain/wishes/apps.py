"""The wishes context as a Django app."""

from django.apps import AppConfig


class WishesConfig(AppConfig):
    """Owns wish lists."""

    name = "yarmarka.domain.wishes"
    label = "wishes"
