-- Purpose: a page of chargebacks. Rows: at most the limit. Index: chargeback_open for those that wait; few in all.
SELECT chargeback.id, attempt.order_id, whole.number, chargeback.provider, chargeback.provider_ref,
       chargeback.amount_minor, chargeback.currency, chargeback.reason, chargeback.status, chargeback.due_by,
       chargeback.opened_at, chargeback.settled_at
FROM payments_chargeback AS chargeback
JOIN payments_paymentattempt AS attempt ON attempt.id = chargeback.attempt_id
JOIN orders_order AS whole ON whole.id = attempt.order_id
WHERE (%(status)s = '' OR chargeback.status = %(status)s)
  AND (%(words)s = '' OR whole.number ILIKE %(words)s OR chargeback.provider_ref ILIKE %(words)s)
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
