-- Purpose: write holds down and count them as held. Rows: one per hold. `holds` is JSON: a list of NewHold.
-- Index: primary key of stock. The table's CHECK (held <= on_hand) refuses to hold what is not there.
WITH wanted AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(holds)s::json) AS hold (
        id uuid, offer_id uuid, order_id uuid, seller_order_id uuid, quantity bigint, expires_at timestamptz
    )
), kept AS (
    INSERT INTO inventory_hold (id, offer_id, order_id, seller_order_id, quantity, status, expires_at, created_at)
    SELECT id, offer_id, order_id, seller_order_id, quantity, 'held', expires_at, %(now)s FROM wanted
)
UPDATE inventory_stock AS stock SET held = stock.held + per_offer.quantity
FROM (SELECT offer_id, sum(quantity)::bigint AS quantity FROM wanted GROUP BY offer_id) AS per_offer
WHERE stock.offer_id = per_offer.offer_id
