"""Presentation as a Django app: it owns mail templates, template filters and their translations."""

from django.apps import AppConfig


class PresentationConfig(AppConfig):
    """Registers the templates and the catalogues of words."""

    name = "yarmarka.presentation"
    label = "presentation"

    def ready(self) -> None:
        """Add Chinese to the languages that Django has words in."""
        from yarmarka.presentation.locales import lend_chinese

        lend_chinese()
