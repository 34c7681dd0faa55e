-- Purpose: some sold pieces of a seller order that were called off lie on hand again. Rows: the holds they come from.
-- Index: hold by seller order. A hold that loses all of its pieces is released, any other only shrinks.
WITH wanted AS (
    SELECT offer_id, sum(quantity) AS quantity
    FROM unnest(%(offer_ids)s::uuid[], %(quantities)s::bigint[]) AS piece (offer_id, quantity) GROUP BY offer_id
), sold AS (
    SELECT hold.id, hold.offer_id, hold.quantity, wanted.quantity AS wanted
    FROM inventory_hold AS hold JOIN wanted USING (offer_id)
    WHERE hold.seller_order_id = %(seller_order_id)s AND hold.status = 'sold'
    ORDER BY hold.offer_id, hold.id FOR UPDATE OF hold
), back AS (
    SELECT id, offer_id, quantity, least(
               quantity, greatest(0, wanted - (sum(quantity) OVER (PARTITION BY offer_id ORDER BY id) - quantity))
           ) AS pieces
    FROM sold
), locked AS MATERIALIZED (
    SELECT offer_id FROM inventory_stock WHERE offer_id IN (SELECT offer_id FROM back WHERE pieces > 0)
    ORDER BY offer_id FOR NO KEY UPDATE
), shrunk AS (
    UPDATE inventory_hold AS hold
    SET quantity = CASE WHEN back.pieces < back.quantity THEN back.quantity - back.pieces ELSE back.quantity END,
        status = CASE WHEN back.pieces < back.quantity THEN 'sold' ELSE 'released' END,
        settled_at = %(now)s
    FROM back WHERE hold.id = back.id AND back.pieces > 0 AND (SELECT count(*) FROM locked) >= 0
), moved AS (
    INSERT INTO inventory_stockmovement (id, offer_id, quantity, kind, cause_id, at)
    -- Derived from the hold and from what made it, so that one cause brings pieces of one hold back once.
    SELECT overlay(id::text placing left(md5(id::text || %(cause_id)s::text), 12) from 25)::uuid,
           offer_id, pieces, 'return', %(seller_order_id)s, %(now)s FROM back WHERE pieces > 0
), given_back AS (
    UPDATE inventory_stock AS stock SET on_hand = stock.on_hand + per_offer.pieces
    FROM (SELECT offer_id, sum(pieces)::bigint AS pieces FROM back GROUP BY offer_id) AS per_offer
    WHERE stock.offer_id = per_offer.offer_id AND per_offer.pieces > 0 AND (SELECT count(*) FROM locked) >= 0
)
SELECT offer_id, sum(pieces)::bigint AS pieces FROM back GROUP BY offer_id
