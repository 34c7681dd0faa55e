"""Owns payment attempts as the provider's events, refunds and shares."""
