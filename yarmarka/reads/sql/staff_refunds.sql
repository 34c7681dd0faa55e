-- Purpose: a page of refunds. Rows: at most the limit.
-- Index: the primary key, walked backwards.
SELECT refund.id, refund.order_id, whole.number, refund.amount_minor, refund.currency, refund.reason,
       refund.status, refund.created_at, refund.settled_at
FROM payments_refund AS refund
JOIN orders_order AS whole ON whole.id = refund.order_id
WHERE (%(status)s = '' OR refund.status = %(status)s)
  AND (%(reason)s = '' OR refund.reason = %(reason)s)
  AND (%(words)s = '' OR whole.number ILIKE %(words)s)
  AND (%(since)s::timestamptz IS NULL OR refund.created_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR refund.created_at < %(until)s)
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
