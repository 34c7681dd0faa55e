"""The protection context as a Django app."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Owns claims: their causes, terms, answers and ends."""

    name = "yarmarka.domain.protection"
    label = "protection"
