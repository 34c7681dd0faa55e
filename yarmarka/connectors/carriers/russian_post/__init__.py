"""Russian Post: tracking (SOAP) and Otpravka (JSON).

Its envelopes are small and few, so they are written and read here; a SOAP library would fetch the service's description
at run time.
"""

from functools import cache

from yarmarka.connectors.carriers.russian_post.otpravka import Otpravka
from yarmarka.connectors.carriers.russian_post.post import RussianPost
from yarmarka.connectors.carriers.russian_post.tracking import Tracking

__all__ = ["Otpravka", "RussianPost", "Tracking", "from_settings"]


def from_settings() -> RussianPost:
    """Return the connector that the settings describe. Raises KeyError where there is no account."""
    from django.conf import settings

    if not settings.RUSSIAN_POST_LOGIN:
        raise KeyError("russian_post")
    return _connector(
        (settings.RUSSIAN_POST_TRACKING_URL, settings.RUSSIAN_POST_OTPRAVKA_URL),
        (settings.RUSSIAN_POST_LOGIN, settings.RUSSIAN_POST_PASSWORD, settings.RUSSIAN_POST_TOKEN),
        settings.RUSSIAN_POST_INDEX,
    )


@cache
def _connector(addresses: tuple[str, str], account: tuple[str, str, str], index_from: str) -> RussianPost:
    (tracking, otpravka), (login, password, token) = addresses, account
    return RussianPost(
        otpravka=Otpravka(address=otpravka, token=token, login=login, password=password),
        tracking=Tracking(address=tracking, login=login, password=password),
        index_from=index_from,
    )
