-- Purpose: give offers that have no stock row one, empty. Rows: one per offer. Index: primary key of stock.
INSERT INTO inventory_stock (offer_id, on_hand, held)
SELECT offer_id, 0, 0 FROM unnest(%(offer_ids)s::uuid[]) AS offer_id ORDER BY offer_id
ON CONFLICT (offer_id) DO NOTHING
