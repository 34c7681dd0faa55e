-- Purpose: sold pieces of called-off seller orders lie on hand again. Rows: their holds. Index: hold by seller order.
WITH sold AS (
    SELECT id, offer_id, order_id, seller_order_id, quantity FROM inventory_hold
    WHERE seller_order_id = ANY(%(seller_order_ids)s::uuid[]) AND status = 'sold'
    ORDER BY offer_id, id FOR UPDATE
), locked AS MATERIALIZED (
    SELECT offer_id FROM inventory_stock WHERE offer_id IN (SELECT offer_id FROM sold)
    ORDER BY offer_id FOR NO KEY UPDATE
), freed AS (
    UPDATE inventory_hold SET status = 'released', settled_at = %(now)s
    WHERE id IN (SELECT id FROM sold) AND (SELECT count(*) FROM locked) >= 0
), moved AS (
    INSERT INTO inventory_stockmovement (id, offer_id, quantity, kind, cause_id, at)
    -- Derived from the hold, so that one hold comes back once; the sale's movement has the hold's own id.
    SELECT overlay(id::text placing left(md5(id::text || 'return'), 12) from 25)::uuid,
           offer_id, quantity, 'return', seller_order_id, %(now)s FROM sold
), given_back AS (
    UPDATE inventory_stock AS stock SET on_hand = stock.on_hand + per_offer.quantity
    FROM (SELECT offer_id, sum(quantity)::bigint AS quantity FROM sold GROUP BY offer_id) AS per_offer
    WHERE stock.offer_id = per_offer.offer_id AND (SELECT count(*) FROM locked) >= 0
)
SELECT offer_id, order_id, seller_order_id, quantity FROM sold
