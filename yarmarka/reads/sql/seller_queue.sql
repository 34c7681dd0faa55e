-- Purpose: one page of a seller's work queue. Rows: at most the limit.
-- Index: seller_order_queue (seller, status, placed_at); lines and parcels by their seller order, a page's worth.
SELECT part.id, whole.number, part.status, part.placed_at, part.promised_from, part.promised_to,
       whole.address ->> 'city' AS city, whole.address ->> 'country' AS country,
       part.service_names, lines.titles, lines.line_count, lines.pieces, part.weight_g,
       part.total_minor, part.currency, part.payout_minor, part.payout_currency,
       coalesce(parcel.number, '') AS parcel_number, coalesce(parcel.state, '') AS parcel_state
FROM orders_sellerorder AS part
JOIN orders_order AS whole ON whole.id = part.order_id
CROSS JOIN LATERAL (
    SELECT (array_agg(line.titles ORDER BY line.total_minor DESC, line.id))[1] AS titles,
           count(*) AS line_count, sum(line.quantity - coalesce(gone.pieces, 0))::bigint AS pieces
    FROM orders_orderline AS line
    LEFT JOIN LATERAL (
        SELECT sum(off.quantity) AS pieces FROM orders_lineback AS off
        WHERE off.line_id = line.id AND part.status <> 'cancelled'
    ) AS gone ON true
    WHERE line.seller_order_id = part.id
) AS lines
LEFT JOIN LATERAL (
    SELECT box.number, box.state FROM shipping_parcel AS box
    WHERE box.seller_order_id = part.id ORDER BY box.id DESC LIMIT 1
) AS parcel ON true
WHERE part.seller_id = %(seller_id)s AND part.status = ANY(%(statuses)s) AND whole.number ILIKE %(number)s
  AND (part.status <> 'cancelled' OR whole.paid_at IS NOT NULL)
ORDER BY CASE WHEN %(newest_first)s THEN part.placed_at END DESC,
         CASE WHEN NOT %(newest_first)s THEN part.placed_at END,
         part.id
LIMIT %(limit)s OFFSET %(offset)s
