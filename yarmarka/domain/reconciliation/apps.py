"""The reconciliation context as a Django app."""

from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    """Owns providers' registries, differences and proposals."""

    name = "yarmarka.domain.reconciliation"
    label = "reconciliation"
