-- Purpose: promises of paid parts of orders that are not on record yet. Rows: at most as many as asked for.
-- Index: order's primary key, which is born with it; seller orders by their order; promise_by_part.
SELECT part.id AS seller_order_id, part.placed_at, part.promised_from, part.promised_to, part.promise_basis,
       part.promise_deliveries, whole.address
FROM orders_sellerorder AS part
JOIN orders_order AS whole ON whole.id = part.order_id AND whole.paid_at IS NOT NULL
WHERE part.status IN ('to_ship', 'sent', 'delivered', 'completed') AND part.placed_at >= %(since)s
  AND NOT EXISTS (
      SELECT FROM shipping_promisemade AS promise WHERE promise.seller_order_id = part.id AND promise.reason = 'sold'
  )
ORDER BY part.placed_at
LIMIT %(most)s
