-- Purpose: what people were sold this month and this year to be imported into a country, by person and currency.
-- Rows: a few per person. Goods from inside the country's customs territory are not imported, and not counted.
-- Index: order_by_person; a seller order's and a line's foreign keys.
SELECT placed.person_id, placed.currency,
       coalesce(sum(line.total_minor) FILTER (WHERE placed.placed_at >= %(month_began)s), 0)::bigint AS month_minor,
       coalesce(sum(line.weight_g::bigint * line.quantity) FILTER (WHERE placed.placed_at >= %(month_began)s), 0)::bigint
           AS month_weight_g,
       sum(line.total_minor)::bigint AS year_minor
FROM orders_order AS placed
JOIN orders_sellerorder AS part ON part.order_id = placed.id AND part.status NOT IN ('lapsed', 'cancelled')
JOIN orders_orderline AS line ON line.seller_order_id = part.id
JOIN catalogue_offer AS offer ON offer.id = line.offer_id
JOIN inventory_warehouse AS warehouse ON warehouse.id = offer.warehouse_id
WHERE placed.person_id = ANY (%(people)s)
  AND placed.placed_at >= %(year_began)s AND placed.placed_at < %(before)s
  AND placed.address ->> 'country' = %(country)s
  AND warehouse.country <> ALL (%(inside)s)
GROUP BY placed.person_id, placed.currency
