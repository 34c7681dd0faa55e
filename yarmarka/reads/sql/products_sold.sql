-- Purpose: the products of which pieces were sold in a span of time. Rows: as many as differ.
-- Index: the movements' own key, which begins with the time of birth; offers by key.
SELECT DISTINCT offer.product_id
FROM inventory_stockmovement AS movement
JOIN catalogue_offer AS offer ON offer.id = movement.offer_id
WHERE movement.id >= %(first)s AND movement.id < %(last)s AND movement.kind = 'sale'
