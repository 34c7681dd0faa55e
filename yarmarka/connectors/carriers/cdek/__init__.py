"""CDEK: orders, tariffs, tracking and pick-up points in Russia and around it."""

from functools import cache

from yarmarka.connectors.carriers.cdek.api import Api
from yarmarka.connectors.carriers.cdek.cdek import Cdek

__all__ = ["Api", "Cdek", "from_settings"]


def from_settings() -> Cdek:
    """Return the connector that the settings describe. Raises KeyError where there is no contract."""
    from django.conf import settings

    if not settings.CDEK_ACCOUNT:
        raise KeyError("cdek")
    return _connector(
        settings.CDEK_URL, settings.CDEK_ACCOUNT, settings.CDEK_PASSWORD, settings.CDEK_WEBHOOK_SECRET
    )


@cache
def _connector(address: str, account: str, password: str, webhook_secret: str) -> Cdek:
    return Cdek(api=Api(address=address, account=account, password=password), webhook_secret=webhook_secret)
