"""A person's own pages as a Django app."""

from django.apps import AppConfig


class MeConfig(AppConfig):
    """The account: overview, preferences, letters, sessions, safety, data."""

    name = "yarmarka.web.me"
    label = "web_me"
