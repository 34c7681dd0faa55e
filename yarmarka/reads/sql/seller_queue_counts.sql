-- Purpose: how many of a seller's orders stand in each status. Rows: at most one per status.
-- Index: seller_order_queue (seller, status, placed_at); orders by primary key, only for what was called off, since
-- what was called off before it was paid for never reached the seller.
SELECT part.status, count(*) FROM orders_sellerorder AS part
WHERE part.seller_id = %(seller_id)s AND part.status = ANY(%(statuses)s)
  AND (part.status <> 'cancelled'
       OR EXISTS (SELECT FROM orders_order AS whole WHERE whole.id = part.order_id AND whole.paid_at IS NOT NULL))
GROUP BY part.status
