-- Purpose: set stock on hand to what was counted, and write the differences down. Rows: as many as changed.
-- Index: primary key of stock. open_stock.sql ran before, in a statement of its own, and opened the others: every offer
-- here has a row to lock; these are locked in the order of their ids, and the differences are to what this lock has seen.
WITH counted AS (
    SELECT * FROM json_to_recordset(%(counts)s::json) AS count (offer_id uuid, on_hand bigint, movement_id uuid)
), before AS MATERIALIZED (
    SELECT stock.offer_id, stock.on_hand, stock.held FROM inventory_stock AS stock
    WHERE stock.offer_id IN (SELECT offer_id FROM counted) ORDER BY stock.offer_id FOR NO KEY UPDATE
), changed AS (
    SELECT offer_id, movement_id, before.on_hand AS was, greatest(counted.on_hand, before.held) AS is_now
    FROM counted JOIN before USING (offer_id)
    WHERE before.on_hand <> greatest(counted.on_hand, before.held)
), stored AS (
    UPDATE inventory_stock AS stock SET on_hand = changed.is_now FROM changed WHERE stock.offer_id = changed.offer_id
)
INSERT INTO inventory_stockmovement (id, offer_id, quantity, kind, at)
SELECT movement_id, offer_id, is_now - was, 'count', %(now)s FROM changed
