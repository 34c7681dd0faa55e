"""Stripe: takes pounds, euros and dollars from shoppers in the UK and the EU, through Stripe's own library."""

from functools import cache

from yarmarka.connectors.payments.stripe.account import StripeAccount

__all__ = ["StripeAccount", "from_settings"]


def from_settings() -> StripeAccount:
    """Return the connector that the settings describe; threads share it, and its connections."""
    from django.conf import settings

    return _connector(settings.STRIPE_URL, settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET)


@cache
def _connector(address: str, key: str, webhook_secret: str) -> StripeAccount:
    return StripeAccount(address=address, key=key, webhook_secret=webhook_secret)
