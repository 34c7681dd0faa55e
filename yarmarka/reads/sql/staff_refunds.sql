-- Purpose: a page of refunds. Rows: at most the limit.
-- Index: the primary key, walked backwards.
SELECT refund.id, refund.order_id, whole.number, refund.amount_minor, refund.currency, refund.reason,
       refund.status, refund.created_at, refund.settled_at
FROM payments_refund AS refund
JOIN orders_order AS whole ON whole.id = refund.order_id
WHERE %(status)s = '' OR refund.status = %(status)s
ORDER BY refund.id DESC
LIMIT %(limit)s OFFSET %(offset)s
