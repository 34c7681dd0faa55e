-- Purpose: sellers' parts of orders that are not with their shoppers yet, with all that restrictions look at.
-- Rows: one per open part. Index: none; a preview and a stop read all open parts once.
SELECT part.id, part.order_id, part.seller_id, whole.person_id, whole.number, part.status, part.total_minor,
       part.currency, whole.placed_at, whole.address, seller.country AS seller_country,
       service.carrier_id AS carrier, coalesce(goods.hs_codes, '{}') AS hs_codes,
       coalesce(goods.origins, '{}') AS origins, coalesce(shelf.categories, '{}') AS categories
FROM orders_sellerorder AS part
JOIN orders_order AS whole ON whole.id = part.order_id
JOIN sellers_seller AS seller ON seller.id = part.seller_id
JOIN shipping_deliveryservice AS service ON service.id = part.service_id
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT line.hs_code) FILTER (WHERE line.hs_code <> '') AS hs_codes,
           array_agg(DISTINCT line.origin_country) FILTER (WHERE line.origin_country <> '') AS origins
    FROM orders_orderline AS line
    WHERE line.seller_order_id = part.id
) AS goods ON true
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT above.id) AS categories
    FROM orders_orderline AS line
    JOIN catalogue_product AS product ON product.id = line.product_id
    CROSS JOIN unnest(product.category_path) AS above (id)
    WHERE line.seller_order_id = part.id
) AS shelf ON true
WHERE part.status IN ('unpaid', 'to_ship', 'sent')
  AND NOT EXISTS ( -- What came back, or was lost or taken on the way, goes nowhere any more.
      SELECT FROM shipping_parcel AS parcel
      WHERE parcel.seller_order_id = part.id AND parcel.state IN ('returned', 'lost', 'destroyed', 'seized')
  )
ORDER BY part.id
