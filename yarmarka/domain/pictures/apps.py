"""The pictures context as a Django app."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    """Owns stored pictures."""

    name = "yarmarka.domain.pictures"
    label = "pictures"
