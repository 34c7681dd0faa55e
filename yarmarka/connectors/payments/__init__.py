"""Acquirers: who takes the shoppers' money and pays the sellers."""

from yarmarka.connectors.payments.port import PaymentConnector, TwoStepConnector

__all__ = ["PaymentConnector", "configured", "connector_for", "payout_provider", "two_step_connector_for"]


def connector_for(name: str = "sandbox") -> PaymentConnector:
    """Return the connector of an acquirer, as the installation's settings configure it."""
    # One that is not used costs nothing: Stripe's library is large.
    match name:
        case "yookassa":
            from yarmarka.connectors.payments import yookassa

            return yookassa.from_settings()
        case "stripe":
            from yarmarka.connectors.payments import stripe

            return stripe.from_settings()
        case _:
            from yarmarka.connectors.payments import sandbox

            return {"sandbox": sandbox.from_settings}[name]()


def two_step_connector_for(name: str) -> TwoStepConnector | None:
    """Return the connector of an acquirer whose money the installation takes in two steps; None for any other."""
    from django.conf import settings

    if name not in settings.CAPTURE_LATER:
        return None
    connector = connector_for(name)
    return connector if isinstance(connector, TwoStepConnector) else None


def payout_provider() -> str:
    """Return the name of the acquirer who pays the sellers that a provider pays; each payout keeps its own."""
    from django.conf import settings

    return str(settings.PAYOUT_PROVIDER)


def configured() -> frozenset[str]:
    """Return the names of the acquirers whose keys the installation has."""
    from django.conf import settings

    keys = {
        "sandbox": settings.ACQUIRER_SECRET,
        "yookassa": settings.YOOKASSA_SHOP_ID and settings.YOOKASSA_SECRET,
        "stripe": settings.STRIPE_SECRET_KEY and settings.STRIPE_WEBHOOK_SECRET,
    }
    return frozenset(name for name, key in keys.items() if key)
