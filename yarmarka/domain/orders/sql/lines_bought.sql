-- Purpose: what a person paid for of one product, and where it stands. Rows: lines of one person's orders of one product.
-- Indexes: order_by_person; the lines' index on their order. What was refunded because it never came was never received.
SELECT line.id AS line_id, line.order_id, line.seller_order_id, part.seller_id, line.product_id,
       bought.number AS order_number,
       CASE WHEN part.status = 'completed' AND part.delivered_at IS NULL THEN 'sent' ELSE part.status END AS status
FROM orders_order AS bought
JOIN orders_orderline AS line ON line.order_id = bought.id
JOIN orders_sellerorder AS part ON part.id = line.seller_order_id
WHERE bought.person_id = %(person_id)s AND bought.status = 'paid'
  AND line.product_id = %(product_id)s AND part.status NOT IN ('cancelled', 'lapsed')
ORDER BY line.id
