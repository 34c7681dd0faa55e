"""The intake context as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Owns keys of exchanges, and what sellers' software said of goods."""

    name = "yarmarka.domain.intake"
    label = "intake"
