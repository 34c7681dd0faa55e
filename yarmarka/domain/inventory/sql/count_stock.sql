-- Purpose: set stock on hand to what was counted, and write the differences down. Rows: as many as changed.
-- Index: primary key of stock. The counts come sorted by offer, so the rows are locked in order.
WITH counted AS (
    SELECT * FROM unnest(%(offer_id)s::uuid[], %(on_hand)s::bigint[], %(movement_ids)s::uuid[])
        AS count (offer_id, on_hand, movement_id)
), before AS MATERIALIZED (
    SELECT stock.offer_id, stock.on_hand FROM inventory_stock AS stock
    WHERE stock.offer_id IN (SELECT offer_id FROM counted) ORDER BY stock.offer_id FOR NO KEY UPDATE
), stored AS (
    INSERT INTO inventory_stock AS stock (offer_id, on_hand, held)
    SELECT offer_id, on_hand, 0 FROM counted WHERE (SELECT count(*) FROM before) >= 0 ORDER BY offer_id
    ON CONFLICT (offer_id) DO UPDATE SET on_hand = greatest(excluded.on_hand, stock.held)
        WHERE stock.on_hand <> greatest(excluded.on_hand, stock.held)
    RETURNING stock.offer_id, stock.on_hand
)
INSERT INTO inventory_stockmovement (id, offer_id, quantity, kind, at)
SELECT counted.movement_id, stored.offer_id, stored.on_hand - coalesce(before.on_hand, 0), 'count', %(now)s
FROM stored JOIN counted USING (offer_id) LEFT JOIN before USING (offer_id)
WHERE stored.on_hand <> coalesce(before.on_hand, 0)
