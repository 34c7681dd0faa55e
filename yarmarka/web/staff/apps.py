"""The staff pages as a Django app."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Registers templates and static files."""

    name = "yarmarka.web.staff"
    label = "web_staff"
