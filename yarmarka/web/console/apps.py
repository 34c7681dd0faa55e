"""What the consoles share, as a Django app."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Registers templates, tags and words."""

    name = "yarmarka.web.console"
    label = "web_console"
