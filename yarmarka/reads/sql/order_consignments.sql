-- Purpose: an order as what each seller sends: from where, of which kind, which goods. Rows: its lines.
-- Index: order_numbered_once; the foreign keys of parts and lines; primary keys.
SELECT part.id AS seller_order_id, seller.trade_name AS seller, seller.kind AS seller_kind,
       warehouse.country AS origin, part.delivery_minor, line.id AS line_id, line.titles, line.hs_code,
       line.total_minor AS value_minor, line.weight_g * line.quantity AS weight_g, line.quantity,
       part.duty_minor, part.import_tax_minor
FROM orders_order AS placed
JOIN orders_sellerorder AS part ON part.order_id = placed.id
JOIN sellers_seller AS seller ON seller.id = part.seller_id
JOIN orders_orderline AS line ON line.seller_order_id = part.id
JOIN catalogue_offer AS offer ON offer.id = line.offer_id
JOIN inventory_warehouse AS warehouse ON warehouse.id = offer.warehouse_id
WHERE placed.number = %(number)s
ORDER BY part.position, line.id
