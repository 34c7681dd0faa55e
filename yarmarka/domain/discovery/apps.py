"""The discovery context as a Django app."""

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    """Owns the click log and what is bought together."""

    name = "yarmarka.domain.discovery"
    label = "discovery"
