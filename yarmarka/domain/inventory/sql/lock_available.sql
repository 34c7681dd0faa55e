-- Purpose: lock the stock rows of some offers in the order of their ids. Rows: one per offer.
-- Index: primary key. NO KEY UPDATE, so that rows which merely refer to the offer don't wait.
SELECT offer_id, on_hand - held
FROM inventory_stock
WHERE offer_id = ANY(%(offer_ids)s::uuid[])
ORDER BY offer_id
FOR NO KEY UPDATE
