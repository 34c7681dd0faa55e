"""The audit context as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Owns the record of what staff did."""

    name = "yarmarka.domain.audit"
    label = "audit"
