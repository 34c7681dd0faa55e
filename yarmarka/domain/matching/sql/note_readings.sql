-- Purpose: note what was read of cards, and keep the table of keys the same as what each card says of its own.
-- Rows: at most one batch, times its keys. Indexes: primary keys of reading and key.
-- A card without keys is one that is gone: its keys go, and what was read of it.
WITH said AS (
    SELECT * FROM jsonb_to_recordset(%(readings)s::jsonb) AS reading (
        product_id uuid, mark text, identity text, keys bigint[])
), before AS (
    SELECT reading.product_id, old.key
    FROM matching_reading AS reading JOIN said ON said.product_id = reading.product_id
    CROSS JOIN LATERAL unnest(reading.keys) AS old (key)
), gone AS (
    DELETE FROM matching_key AS row USING before, said
    WHERE row.key = before.key AND row.product_id = before.product_id
      AND said.product_id = before.product_id AND NOT before.key = ANY (said.keys)
), came AS (
    INSERT INTO matching_key (key, product_id)
    SELECT added.key, said.product_id FROM said CROSS JOIN LATERAL unnest(said.keys) AS added (key)
    ON CONFLICT DO NOTHING
)
INSERT INTO matching_reading (product_id, mark, identity, keys, read_at)
SELECT product_id, mark, identity, keys, %(now)s FROM said
ON CONFLICT (product_id) DO UPDATE
SET mark = excluded.mark, identity = excluded.identity, keys = excluded.keys, read_at = excluded.read_at
