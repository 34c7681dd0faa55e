-- Purpose: write holds down and count them as held. Rows: one per hold. Index: primary key of stock.
-- The table's CHECK (held <= on_hand) refuses to hold what is not there.
WITH wanted AS (
    SELECT * FROM unnest(%(id)s::uuid[], %(offer_id)s::uuid[], %(order_id)s::uuid[], %(seller_order_id)s::uuid[],
                         %(quantity)s::bigint[]) AS hold (id, offer_id, order_id, seller_order_id, quantity)
), kept AS (
    INSERT INTO inventory_hold (id, offer_id, order_id, seller_order_id, quantity, status, expires_at, created_at)
    SELECT id, offer_id, order_id, seller_order_id, quantity, 'held', %(expires_at)s, %(now)s FROM wanted
)
UPDATE inventory_stock AS stock SET held = stock.held + per_offer.quantity
FROM (SELECT offer_id, sum(quantity)::bigint AS quantity FROM wanted GROUP BY offer_id) AS per_offer
WHERE stock.offer_id = per_offer.offer_id
