"""The payouts context as a Django app."""

from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    """Owns payout terms: schedule, minimum, way, holds."""

    name = "yarmarka.domain.payouts"
    label = "payouts"
