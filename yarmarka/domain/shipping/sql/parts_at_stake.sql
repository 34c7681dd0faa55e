-- Purpose: the seller orders that some carriers' words may move or be told about: parcels not handed over yet, and words
-- that weigh. Rows: at most one per word. Index: parcel_by_number, parcel_by_leg_number.
SELECT DISTINCT parcel.seller_order_id
FROM unnest(%(numbers)s::text[], %(weigh)s::boolean[]) AS said (number, weighs)
CROSS JOIN LATERAL (
    SELECT seller_order_id, handed_over_at
    FROM shipping_parcel
    WHERE number = said.number AND carrier_id = %(carrier)s
    UNION ALL
    SELECT parcel.seller_order_id, parcel.handed_over_at
    FROM shipping_legnumber AS leg
    JOIN shipping_parcel AS parcel ON parcel.id = leg.parcel_id
    WHERE leg.number = said.number AND leg.carrier_id = %(carrier)s
) AS parcel
WHERE said.weighs OR parcel.handed_over_at IS NULL
