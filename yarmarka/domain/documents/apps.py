"""The documents context as a Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Owns what merchants show to prove who they are."""

    name = "yarmarka.domain.documents"
    label = "documents"
