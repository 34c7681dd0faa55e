-- Purpose: empty a basket that became an order, unless it was changed since. Rows: a basket's lines. Index: primary
-- key of basket, the lines' key to it. Whoever changes the basket at this moment changes its request key first.
WITH basket AS (
    UPDATE orders_basket SET deliveries = '{}', pickup_points = '{}', request_key = %(next_key)s, changed_at = %(now)s
    WHERE id = %(basket_id)s AND request_key = %(request_key)s
    RETURNING id
)
DELETE FROM orders_basketitem AS item USING basket WHERE item.basket_id = basket.id
