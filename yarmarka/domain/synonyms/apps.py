"""The synonyms context as a Django app."""

from django.apps import AppConfig


class SynonymsConfig(AppConfig):
    """Owns the lines of synonyms that staff added."""

    name = "yarmarka.domain.synonyms"
    label = "synonyms"
