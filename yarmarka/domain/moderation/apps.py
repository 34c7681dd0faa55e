"""The moderation context as a Django app."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """Owns rules for cards, the cases that they opened, decisions, appeals, and sellers' documents."""

    name = "yarmarka.domain.moderation"
    label = "moderation"
