-- Purpose: a page of claims, of one seller or of all. Rows: at most the limit. Index: claim_by_seller; claim_open for
-- those that wait; orders and parts by key.
SELECT claim.id, claim.order_id, whole.number, claim.seller_id, seller.trade_name, claim.seller_order_id, claim.cause,
       claim.status, part.total_minor AS amount_minor, part.currency, claim.opened_at, claim.answer_by, claim.refund_at,
       claim.closed_at, claim.payer
FROM protection_claim AS claim
JOIN orders_order AS whole ON whole.id = claim.order_id
JOIN orders_sellerorder AS part ON part.id = claim.seller_order_id
JOIN sellers_seller AS seller ON seller.id = claim.seller_id
WHERE (%(status)s = '' OR claim.status = %(status)s)
  AND (%(cause)s = '' OR claim.cause = %(cause)s)
  AND (%(words)s = '' OR whole.number ILIKE %(words)s OR seller.trade_name ILIKE %(words)s)
  AND (%(seller_id)s::uuid IS NULL OR claim.seller_id = %(seller_id)s::uuid)
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
