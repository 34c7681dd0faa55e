"""The conversations context as a Django app."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Owns what shoppers and sellers write to one another."""

    name = "yarmarka.domain.conversations"
    label = "conversations"
