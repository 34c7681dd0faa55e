"""Carriers: who brings the parcels."""

from collections.abc import Callable

from yarmarka.connectors.carriers.port import SECRET_HEADER, Capabilities, CarrierConnector

__all__ = ["SECRET_HEADER", "Capabilities", "CarrierConnector", "capabilities_of", "connector_for"]


def connector_for(code: str = "simulated") -> CarrierConnector:
    """Return a carrier's connector, as the installation's settings configure it.

    Raises KeyError for one that is unknown, or that the installation has no account with.
    """
    from yarmarka.connectors.carriers import aggregator, cdek, russian_post, simulated

    if code in aggregator.CARRIERS:
        return aggregator.from_settings(code)
    makers: dict[str, Callable[[], CarrierConnector]] = {
        "simulated": simulated.from_settings,
        "russian_post": russian_post.from_settings,
        "cdek": cdek.from_settings,
    }
    return makers[code]()


def capabilities_of(code: str) -> Capabilities:
    """Return what a carrier's connector can do: nothing, where this installation has no account with it (any more)."""
    try:
        return connector_for(code).capabilities
    except KeyError:
        return Capabilities()
