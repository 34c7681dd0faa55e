"""Carriers: who brings the parcels."""

from yarmarka.connectors.carriers.port import CarrierConnector

__all__ = ["CarrierConnector", "connector_for"]


def connector_for(code: str = "simulated") -> CarrierConnector:
    """Return a carrier's connector, as the installation's settings configure it."""
    from yarmarka.connectors.carriers import simulated

    return {"simulated": simulated.from_settings}[code]()
