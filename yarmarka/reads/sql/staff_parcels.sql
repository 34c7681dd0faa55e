-- Purpose: a page of parcels that are in trouble, or silent, or all. Rows: at most the limit.
-- Index: parcel_by_number for a number; what is on its way is small next to what has arrived, and is scanned.
SELECT parcel.id, parcel.order_id, whole.number AS order_number, seller.id AS seller_id, seller.trade_name,
       carrier.names AS carrier, parcel.number, parcel.state, parcel.state_at, parcel.handed_over_at,
       whole.address ->> 'country' AS country, whole.address ->> 'city' AS city
FROM shipping_parcel AS parcel
JOIN orders_sellerorder AS part ON part.id = parcel.seller_order_id
JOIN orders_order AS whole ON whole.id = parcel.order_id
JOIN sellers_seller AS seller ON seller.id = part.seller_id
JOIN shipping_carrier AS carrier ON carrier.code = parcel.carrier_id
WHERE (%(words)s = '' OR parcel.number ILIKE %(words)s OR whole.number ILIKE %(words)s)
  AND CASE %(shown)s
          WHEN 'trouble' THEN parcel.state = ANY(%(trouble)s::text[])
          WHEN 'silent' THEN parcel.handed_over_at IS NOT NULL AND parcel.state_at < %(silent_since)s
              AND part.status = 'sent' AND parcel.state <> ALL(%(trouble)s::text[])
          ELSE true
      END
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
