"""The jobs package as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Lets Django find what stands here."""

    name = "yarmarka.jobs"
    label = "jobs"
