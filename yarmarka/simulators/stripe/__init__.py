"""A stand-in for Stripe that speaks its published protocol (API v1): Checkout, intents, refunds, transfers."""
