"""Owns double entry: escrow, commission, seller balances, payouts."""
