-- Purpose: a page of the operator's orders. Rows: at most the limit.
-- Index: the primary key, walked backwards (ids sort by birth) until the page is full; parts by their order. Sorted by
-- anything else, all orders that the filters leave are read.
SELECT whole.id, whole.number, whole.status, whole.email, whole.placed_at, whole.paid_at,
       whole.total_minor, whole.currency,
       whole.address ->> 'country' AS country, whole.address ->> 'city' AS city,
       parts.part_ids, parts.parts, parts.sellers
FROM orders_order AS whole
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(part.id ORDER BY part.position), '{}') AS part_ids,
           coalesce(array_agg(part.status::text ORDER BY part.position), '{}') AS parts,
           coalesce(array_agg(seller.trade_name::text ORDER BY part.position), '{}') AS sellers,
           coalesce(bool_or(part.status = 'to_ship' AND part.promised_from < %(now)s::date), false) AS ship_late,
           coalesce(bool_or(
               part.status = 'sent' AND part.promised_to < %(now)s::date
               AND part.id NOT IN (SELECT seller_order_id FROM shipping_recall WHERE status <> 'missed')
           ), false) AS promise_broken
    FROM orders_sellerorder AS part JOIN sellers_seller AS seller ON seller.id = part.seller_id
    WHERE part.order_id = whole.id
) AS parts
WHERE (%(since)s::timestamptz IS NULL OR whole.placed_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR whole.placed_at < %(until)s)
  AND (%(words)s = '' OR whole.number ILIKE %(words)s OR whole.email ILIKE %(words)s)
  AND CASE
          WHEN %(shown)s = 'all' THEN true
          WHEN %(shown)s IN ('unpaid', 'paid', 'lapsed') THEN whole.status = %(shown)s
          WHEN %(shown)s = 'unpaid_overdue' THEN whole.status = 'unpaid' AND whole.pay_by < %(now)s
          WHEN %(shown)s = 'cancelled' THEN whole.status = 'cancelled' OR 'cancelled' = ANY(parts.parts)
          WHEN %(shown)s = 'ship_late' THEN parts.ship_late
          WHEN %(shown)s = 'promise_broken' THEN parts.promise_broken
          WHEN %(shown)s = 'parcel_trouble' THEN EXISTS (
              SELECT FROM shipping_parcel AS parcel
              WHERE parcel.order_id = whole.id AND parcel.state = ANY(%(trouble)s::text[]))
          WHEN %(shown)s = 'refund_failed' THEN EXISTS (
              SELECT FROM payments_refund AS refund WHERE refund.order_id = whole.id AND refund.status = 'failed')
          ELSE %(shown)s = ANY(parts.parts)
      END
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
