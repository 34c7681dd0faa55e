-- Purpose: write carriers' events down, dropping repeats. Rows: as many as given. Index: primary key
-- (derived from parcel, instant, code and place, so a repeat collides with itself).
INSERT INTO shipping_parcelevent (
    id, parcel_id, state, raw_code, texts, place, country, occurred_at, received_at, raw
)
SELECT DISTINCT ON (id) id, parcel_id, state, raw_code, texts, place, country, occurred_at, %(now)s, raw
FROM unnest(
    %(ids)s::uuid[], %(parcel_ids)s::uuid[], %(states)s::text[], %(raw_codes)s::text[], %(texts)s::jsonb[],
    %(places)s::text[], %(countries)s::text[], %(occurred_at)s::timestamptz[], %(raw)s::jsonb[]
) AS event (id, parcel_id, state, raw_code, texts, place, country, occurred_at, raw)
ORDER BY id
ON CONFLICT (id) DO NOTHING
RETURNING id
