"""Sandbox Bank: an acquirer that takes no real money, with hosted payment pages, refunds and payouts."""
