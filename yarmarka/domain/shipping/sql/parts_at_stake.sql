-- Purpose: the seller orders that some carriers' words may move or be told about: parcels not handed over yet, and those
-- spoken of in words that weigh. Rows: about one per number. Index: parcel_by_number, parcel_by_leg_number.
SELECT DISTINCT spoken_of.seller_order_id
FROM (
    SELECT number, seller_order_id, handed_over_at
    FROM shipping_parcel
    WHERE number = ANY (%(numbers)b::text[]) AND carrier_id = %(carrier)s
    UNION ALL
    SELECT leg.number, parcel.seller_order_id, parcel.handed_over_at
    FROM shipping_legnumber AS leg
    JOIN shipping_parcel AS parcel ON parcel.id = leg.parcel_id
    WHERE leg.number = ANY (%(numbers)b::text[]) AND leg.carrier_id = %(carrier)s
) AS spoken_of
WHERE spoken_of.handed_over_at IS NULL OR spoken_of.number = ANY (%(weighty)b::text[])
