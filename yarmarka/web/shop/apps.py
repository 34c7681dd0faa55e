"""The shop pages as a Django app."""

from django.apps import AppConfig


class ShopConfig(AppConfig):
    """Registers templates and words, and lets a guest's basket follow them when they sign in."""

    name = "yarmarka.web.shop"
    label = "web_shop"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from yarmarka.web.shop.shopper import bring_guest_basket
        from yarmarka.web.shop.wishes import bring_guest_wishes

        user_logged_in.connect(bring_guest_wishes, dispatch_uid="bring_guest_wishes")
        user_logged_in.connect(bring_guest_basket, dispatch_uid="bring_guest_basket")
