"""The screening context as a Django app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Owns lists of denied parties, and the cases of those who could be on one."""

    name = "yarmarka.domain.screening"
    label = "screening"
