"""A stand-in for YooKassa that speaks its published protocol (API v3): payments, refunds, payouts, receipts."""
