"""Sandbox Bank: the acquirer for demonstrations and tests."""

from functools import cache

from yarmarka.connectors.payments.sandbox.bank import SandboxBank

__all__ = ["SandboxBank", "from_settings"]


def from_settings() -> SandboxBank:
    """Return the connector that the settings describe; threads share it, and its connections."""
    from django.conf import settings

    return _connector(settings.ACQUIRER_URL, settings.ACQUIRER_SECRET)


@cache
def _connector(address: str, secret: str) -> SandboxBank:
    return SandboxBank(address=address, secret=secret)
