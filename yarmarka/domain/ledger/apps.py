"""The ledger context as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Owns double entry: escrow, commission, seller balances, payouts."""

    name = "yarmarka.domain.ledger"
    label = "ledger"
