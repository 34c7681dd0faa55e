"""The payments context as a Django app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Owns payment attempts as the provider's events, refunds and shares."""

    name = "yarmarka.domain.payments"
    label = "payments"
