"""The seller pages as a Django app."""

from django.apps import AppConfig


class SellerConfig(AppConfig):
    """Registers templates and static files."""

    name = "yarmarka.web.seller"
    label = "web_seller"
