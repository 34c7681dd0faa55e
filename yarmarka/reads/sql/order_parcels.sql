-- The parcels of an order with their carriers' names. Rows: one or a few per seller order. By the order's foreign key.
SELECT parcel.id,
       parcel.seller_order_id,
       parcel.number,
       parcel.state,
       parcel.state_at,
       carrier.names AS carrier_names
FROM shipping_parcel AS parcel
JOIN shipping_carrier AS carrier ON carrier.code = parcel.carrier_id
WHERE parcel.order_id = %(order_id)s
ORDER BY parcel.created_at, parcel.id
