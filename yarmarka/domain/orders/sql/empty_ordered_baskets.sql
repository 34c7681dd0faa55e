-- Purpose: empty baskets that became orders, unless they were changed since. Rows: the baskets' lines. Index: primary
-- key of basket, the lines' key to it. Whoever changes a basket at this moment changes its request key first. They are
-- locked in the order of their ids, so that two batches can't wait for each other in a circle.
WITH ordered AS MATERIALIZED (
    SELECT * FROM unnest(%(ids)s::uuid[], %(request_keys)s::uuid[], %(next_keys)s::uuid[])
        AS ordered (id, request_key, next_key)
), locked AS MATERIALIZED (
    SELECT basket.id, ordered.next_key
    FROM orders_basket AS basket JOIN ordered ON ordered.id = basket.id AND ordered.request_key = basket.request_key
    ORDER BY basket.id
    FOR NO KEY UPDATE OF basket
), basket AS (
    UPDATE orders_basket AS basket
    SET deliveries = '{}', pickup_points = '{}', request_key = locked.next_key, changed_at = %(now)s
    FROM locked WHERE locked.id = basket.id
    RETURNING basket.id
)
DELETE FROM orders_basketitem AS item USING basket WHERE item.basket_id = basket.id
