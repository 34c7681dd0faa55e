"""Cainiao, 4PX and YunExpress, followed by an aggregator."""

from functools import cache

from yarmarka.connectors.carriers.aggregator.tracker import CARRIERS, Tracker

__all__ = ["CARRIERS", "Tracker", "from_settings"]


def from_settings(carrier: str) -> Tracker:
    """Return the connector of one carrier that the settings describe. Raises KeyError where there is no key."""
    from django.conf import settings

    if not settings.AGGREGATOR_KEY:
        raise KeyError(carrier)
    return _connector(carrier, settings.AGGREGATOR_URL, settings.AGGREGATOR_KEY)


@cache
def _connector(carrier: str, address: str, key: str) -> Tracker:
    return Tracker(carrier=carrier, address=address, key=key)
