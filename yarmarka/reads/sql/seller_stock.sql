-- Purpose: what lies in each of a seller's warehouses: offers that were not withdrawn, pieces, those promised to orders,
-- and how many offers on sale have run out. Rows: one for each warehouse.
-- Index: offer_sku_once (seller, warehouse, sku), stock by primary key.
SELECT warehouse.id, warehouse.name, warehouse.country, warehouse.city,
       count(offer.id) AS offers, coalesce(sum(stock.on_hand), 0)::bigint AS on_hand, coalesce(sum(stock.held), 0)::bigint AS held,
       count(offer.id) FILTER (WHERE offer.status = 'active' AND coalesce(stock.on_hand - stock.held, 0) <= 0) AS sold_out
FROM inventory_warehouse AS warehouse
LEFT JOIN catalogue_offer AS offer
       ON offer.seller_id = warehouse.seller_id AND offer.warehouse_id = warehouse.id AND offer.status <> 'withdrawn'
LEFT JOIN inventory_stock AS stock ON stock.offer_id = offer.id
WHERE warehouse.seller_id = %(seller_id)s
GROUP BY warehouse.id
ORDER BY warehouse.id
