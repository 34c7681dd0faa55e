"""What all pages share, as a Django app: it owns the layout, its style and its words."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Registers the converters of public ids, so that every URL map can use them."""

    name = "yarmarka.web.shared"
    label = "web_shared"

    def ready(self) -> None:
        from yarmarka.web.shared.converters import register_public_ids

        register_public_ids()
