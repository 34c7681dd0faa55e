"""YooKassa: takes roubles from shoppers, shares them out to sellers, registers fiscal receipts (54-ФЗ).

It is spoken to by our own caller and not through the `yookassa` package (3.13 was read): that one keeps its shop and
keys in one global place, so that shop and payout accounts can't be used side by side; it waits for an answer without
any time limit, turns a broken connection into an AttributeError, repeats over HTTPS only, logs the secret key with
each request, and is not typed. What remains of it, the protocol's words, is small.
"""

from functools import cache

from yarmarka.connectors.payments.yookassa.kassa import YooKassa
from yarmarka.connectors.payments.yookassa.webhooks import NETWORKS, networks

__all__ = ["NETWORKS", "YooKassa", "from_settings", "networks"]


def from_settings() -> YooKassa:
    """Return the connector that the settings describe; threads share it, and its connections."""
    from django.conf import settings

    return _connector(
        settings.YOOKASSA_URL,
        (settings.YOOKASSA_SHOP_ID, settings.YOOKASSA_SECRET),
        (settings.YOOKASSA_PAYOUT_ID, settings.YOOKASSA_PAYOUT_SECRET),
        tuple(settings.YOOKASSA_NETWORKS or NETWORKS),
    )


@cache
def _connector(
    address: str, shop: tuple[str, str], payouts: tuple[str, str], allowed: tuple[str, ...]
) -> YooKassa:
    return YooKassa(
        address=address, shop=shop, networks=networks(allowed), payouts=payouts if all(payouts) else None
    )
