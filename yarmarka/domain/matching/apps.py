"""The matching context as a Django app."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Owns proposals that goods are the same, and what people decided of them."""

    name = "yarmarka.domain.matching"
    label = "matching"
