"""Words for payouts: by which way a seller's money travels to its account."""

from enum import StrEnum


class PayoutWay(StrEnum):
    """How a payout reaches the seller's account."""

    PROVIDER = "provider"  # a payment provider is asked over its API, payout by payout
    BANK_FILE = "bank_file"  # our bank gets a file with many payouts, and answers with another
