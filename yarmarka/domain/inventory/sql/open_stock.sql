-- Purpose: give offers that have no stock row one, with what was counted, and write that down; return these offers and
-- what is on hand. Rows: one per offer that is new. Index: primary key of stock.
WITH counted AS (
    SELECT * FROM unnest(%(offer_id)s::uuid[], %(on_hand)s::bigint[], %(movement_ids)s::uuid[])
        AS count (offer_id, on_hand, movement_id)
), opened AS (
    INSERT INTO inventory_stock (offer_id, on_hand, held)
    SELECT offer_id, greatest(on_hand, 0), 0 FROM counted ORDER BY offer_id
    ON CONFLICT (offer_id) DO NOTHING
    RETURNING offer_id, on_hand
), noted AS (
    INSERT INTO inventory_stockmovement (id, offer_id, quantity, kind, at)
    SELECT counted.movement_id, opened.offer_id, opened.on_hand, 'count', %(now)s
    FROM opened JOIN counted USING (offer_id)
    WHERE opened.on_hand > 0
)
SELECT offer_id, on_hand FROM opened
