-- Purpose: a page of payouts. Rows: at most the limit.
-- Index: the primary key, walked backwards.
SELECT payout.id, payout.seller_id, seller.trade_name, payout.amount_minor, payout.currency, payout.account,
       payout.status, payout.way, payout.provider, payout.provider_ref, payout.created_at, payout.settled_at
FROM ledger_payout AS payout
JOIN sellers_seller AS seller ON seller.id = payout.seller_id
WHERE (%(status)s = '' OR payout.status = %(status)s)
  AND (%(words)s = '' OR seller.trade_name ILIKE %(words)s OR payout.account ILIKE %(words)s)
  AND (%(since)s::timestamptz IS NULL OR payout.created_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR payout.created_at < %(until)s)
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
