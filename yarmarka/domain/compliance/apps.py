"""The compliance context as a Django app."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Owns restrictions, the log of decisions by them, and clearances."""

    name = "yarmarka.domain.compliance"
    label = "compliance"
