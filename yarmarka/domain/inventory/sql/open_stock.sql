-- Purpose: give offers that have no stock row one, with what was counted, and write that down; return the offers that had
-- one. Rows: one per offer that is known. Index: primary key of stock.
WITH counted AS (
    SELECT * FROM json_to_recordset(%(counts)s::json) AS count (offer_id uuid, on_hand bigint, movement_id uuid)
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
SELECT counted.offer_id FROM counted LEFT JOIN opened USING (offer_id) WHERE opened.offer_id IS NULL
