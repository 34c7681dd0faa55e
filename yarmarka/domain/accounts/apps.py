"""The accounts context as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Owns people, how they sign in, their addresses and consents."""

    name = "yarmarka.domain.accounts"
    label = "accounts"
