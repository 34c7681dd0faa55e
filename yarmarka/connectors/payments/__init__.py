"""Acquirers: who takes the shoppers' money and pays the sellers."""

from yarmarka.connectors.payments.port import PaymentConnector

__all__ = ["PaymentConnector", "connector_for"]


def connector_for(name: str = "sandbox") -> PaymentConnector:
    """Return the connector of an acquirer, as the installation's settings configure it."""
    from yarmarka.connectors.payments import sandbox

    return {"sandbox": sandbox.from_settings}[name]()
