"""The API as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the API."""

    name = "yarmarka.api"
    label = "api"
