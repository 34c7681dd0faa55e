-- Purpose: write carriers' events down, dropping repeats, and move their parcels on by the newest word; returns the
-- parcels that moved, as one JSON list of ParcelMoved. Rows: as many as given. Index: parcel_by_number,
-- parcel_by_leg_number; the primary key, which is derived from parcel, instant, code and place, so that a repeat collides
-- with itself. Columns come as arrays in binary, texts and payloads as text that is parsed once: to take one JSON of
-- everything apart costs a third of the statement.
WITH heard AS MATERIALIZED ( -- A number is used again after a year: the parcel is meant that went under it at the time.
    SELECT said.*, owner.parcel_id
    FROM unnest(
        %(number)b::text[], %(state)b::text[], %(raw_code)b::text[], %(texts)b::text[], %(place)b::text[],
        %(country)b::text[], %(occurred_at)b::timestamptz[], %(raw)b::text[]
    ) AS said (number, state, raw_code, texts, place, country, occurred_at, raw)
    CROSS JOIN LATERAL (
        SELECT used.parcel_id
        FROM (
            SELECT id AS parcel_id, created_at AS since
            FROM shipping_parcel
            WHERE number = said.number AND carrier_id = %(carrier)s
            UNION ALL
            SELECT parcel_id, since
            FROM shipping_legnumber
            WHERE number = said.number AND carrier_id = %(carrier)s
        ) AS used
        WHERE used.since <= said.occurred_at + %(early)s::interval
        ORDER BY used.since DESC
        LIMIT 1
    ) AS owner
), locked AS MATERIALIZED (
    SELECT id, order_id, seller_order_id, number, state, state_at
    FROM shipping_parcel
    WHERE id IN (SELECT parcel_id FROM heard)
    ORDER BY id
    FOR NO KEY UPDATE
), fresh AS (
    INSERT INTO shipping_parcelevent (
        id, parcel_id, state, raw_code, texts, place, country, occurred_at, received_at, raw
    )
    SELECT parcel_event_id(parcel_id, occurred_at, raw_code, place), parcel_id, state, raw_code, texts::jsonb,
           place, country, occurred_at, %(now)s, raw::jsonb
    FROM heard
    ON CONFLICT (id) DO NOTHING
    RETURNING parcel_id, state, occurred_at
), reached AS (
    SELECT locked.id,
           parcel_stand(
               locked.state, locked.state_at, fresh.state, fresh.occurred_at
               ORDER BY fresh.occurred_at, parcel_rank(fresh.state)
           ) AS stand
    FROM fresh
    JOIN locked ON locked.id = fresh.parcel_id
    GROUP BY locked.id
), moved AS (
    UPDATE shipping_parcel AS parcel
    SET state = (reached.stand).state,
        state_at = (reached.stand).at,
        delivered_at = CASE
            WHEN (reached.stand).state = 'delivered' THEN (reached.stand).at ELSE parcel.delivered_at
        END
    FROM reached
    JOIN locked ON locked.id = reached.id
    WHERE parcel.id = reached.id AND (locked.state, locked.state_at) <> ((reached.stand).state, (reached.stand).at)
    RETURNING parcel.id AS parcel_id, parcel.order_id, parcel.seller_order_id, parcel.number, locked.state AS before,
              parcel.state, parcel.state_at
)
SELECT coalesce(json_agg(moved), '[]')::text FROM moved
