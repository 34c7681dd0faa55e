"""The customs context as a Django app."""

from django.apps import AppConfig


class CustomsConfig(AppConfig):
    """Owns rules of duty and taxes at import, HS codes, and declarations."""

    name = "yarmarka.domain.customs"
    label = "customs"
