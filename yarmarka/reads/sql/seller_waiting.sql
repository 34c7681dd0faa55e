-- Purpose: what a seller's unsettled orders will bring, by status and payout currency. Rows: three per currency.
-- Index: seller_order_queue (seller, status, placed_at).
SELECT status, payout_currency AS currency, count(*) AS orders,
       sum(part.payout_minor - coalesce(back.minor, 0))::bigint AS payout_minor,
       min(inspection_ends_at)::date AS next_release_on
FROM orders_sellerorder AS part
LEFT JOIN LATERAL (
    SELECT sum(gone.payout_minor - gone.covered_minor) AS minor FROM orders_givenback AS gone
    WHERE gone.seller_order_id = part.id
) AS back ON true
WHERE seller_id = %(seller_id)s AND status IN ('to_ship', 'sent', 'delivered')
GROUP BY status, payout_currency
ORDER BY array_position(ARRAY['delivered', 'sent', 'to_ship'], status::text), payout_currency
