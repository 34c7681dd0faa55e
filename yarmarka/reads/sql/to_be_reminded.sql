-- Purpose: seller orders whose shopper may be reminded to review what came: closed some days ago, not yet reminded of,
-- by a person who takes reminders, with at least one product that they have not reviewed. Rows: at most a round.
-- Index: primary key of seller orders, from the smallest id that a remindable one can have.
SELECT part.id AS seller_order_id, part.order_id, part.seller_id, bought.person_id, bought.storefront
FROM orders_sellerorder AS part
JOIN orders_order AS bought ON bought.id = part.order_id
WHERE part.id >= %(oldest)s AND part.status = 'completed' AND part.delivered_at IS NOT NULL
  AND part.closed_at BETWEEN %(closed_from)s AND %(closed_to)s
  AND NOT EXISTS (SELECT FROM reviews_reminder AS told WHERE told.seller_order_id = part.id)
  AND NOT EXISTS (SELECT FROM reviews_noreminders AS quiet WHERE quiet.person_id = bought.person_id)
  AND EXISTS (
      SELECT FROM orders_orderline AS line
      WHERE line.seller_order_id = part.id
        AND NOT EXISTS (
            SELECT FROM reviews_review AS review
            WHERE review.person_id = bought.person_id AND review.product_id = line.product_id
        )
  )
ORDER BY part.id
LIMIT %(limit)s
