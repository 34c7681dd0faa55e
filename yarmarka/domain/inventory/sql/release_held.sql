-- Purpose: live holds of some orders are free again. Rows: the holds of those orders. Index: hold by order.
WITH live AS (
    SELECT id, offer_id, order_id, seller_order_id, quantity FROM inventory_hold
    WHERE order_id = ANY(%(order_ids)s::uuid[]) AND status = 'held'
    ORDER BY offer_id, id FOR UPDATE
), locked AS MATERIALIZED (
    SELECT offer_id FROM inventory_stock WHERE offer_id IN (SELECT offer_id FROM live)
    ORDER BY offer_id FOR NO KEY UPDATE
), freed AS (
    UPDATE inventory_hold SET status = 'released', settled_at = %(now)s
    WHERE id IN (SELECT id FROM live) AND (SELECT count(*) FROM locked) >= 0
), given_back AS (
    UPDATE inventory_stock AS stock SET held = stock.held - per_offer.quantity
    FROM (SELECT offer_id, sum(quantity)::bigint AS quantity FROM live GROUP BY offer_id) AS per_offer
    WHERE stock.offer_id = per_offer.offer_id AND (SELECT count(*) FROM locked) >= 0
)
SELECT offer_id, order_id, seller_order_id, quantity FROM live
