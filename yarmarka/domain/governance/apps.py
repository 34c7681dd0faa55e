"""The governance context as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Owns proposals of dated rules."""

    name = "yarmarka.domain.governance"
    label = "governance"
