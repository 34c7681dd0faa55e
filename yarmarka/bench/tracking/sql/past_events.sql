-- Purpose: what a carrier said of past parcels until now: so many words of each, an hour apart. Rows: parcels × words.
-- Index: parcel_by_number.
INSERT INTO shipping_parcelevent (
    id, parcel_id, state, raw_code, texts, place, country, occurred_at, received_at, raw
)
SELECT parcel_event_id(parcel.id, said.at, 'EDD', 'Kazan'), parcel.id, 'in_transit', 'EDD', %(texts)s, 'Kazan', 'RU',
       said.at, said.at, %(raw)s
FROM shipping_parcel AS parcel
CROSS JOIN LATERAL (
    SELECT parcel.created_at + hour * interval '1 hour' AS at FROM generate_series(1, %(words)s::int) AS hour
) AS said
WHERE parcel.number BETWEEN %(first)s AND %(last)s
