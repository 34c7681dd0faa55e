-- Purpose: current promises whose goods have come, or were called off. Rows: at most as many as asked for.
-- Index: promise_that_is_open; seller orders by key.
SELECT part.id AS seller_order_id,
       (coalesce(part.delivered_at, CASE WHEN part.status = 'completed' THEN part.closed_at END) AT TIME ZONE 'UTC')::date
           AS came_on
FROM shipping_promisemade AS promise
JOIN orders_sellerorder AS part ON part.id = promise.seller_order_id
WHERE promise.is_current AND promise.delivered_on IS NULL AND part.status IN ('delivered', 'completed', 'cancelled')
ORDER BY promise.to_on
LIMIT %(most)s
