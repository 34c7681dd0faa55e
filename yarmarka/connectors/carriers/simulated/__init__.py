"""Simulated Post: the carrier for demonstrations and tests."""

from functools import cache

from yarmarka.connectors.carriers.simulated.post import SimulatedPost

__all__ = ["SimulatedPost", "from_settings"]


def from_settings() -> SimulatedPost:
    """Return the connector that the settings describe; threads share it, and its connections."""
    from django.conf import settings

    return _connector(settings.CARRIER_URL, settings.CARRIER_SECRET)


@cache
def _connector(address: str, secret: str) -> SimulatedPost:
    return SimulatedPost(address=address, secret=secret)
