-- Purpose: which other cards each of these may be the same goods as: those that share the most telling keys, and those
-- with which a proposal is open. Rows: at most the partners of each, times the batch.
-- Indexes: primary key of key (each look-up reads one key more than the most that it may have), match_of_products.
-- A key's last two bits say what it is made of, and so which of the weights it has; what many cards bear says nothing.
WITH wanted AS (
    SELECT reading.product_id, one.key
    FROM matching_reading AS reading CROSS JOIN LATERAL unnest(reading.keys) AS one (key)
    WHERE reading.product_id = ANY (%(product_ids)s::uuid[])
), met AS MATERIALIZED (
    SELECT wanted.product_id, wanted.key, hit.product_id AS partner_id, count(*) OVER (PARTITION BY wanted.product_id, wanted.key) AS bearers
    FROM wanted
    CROSS JOIN LATERAL (
        SELECT row.product_id FROM matching_key AS row WHERE row.key = wanted.key
        ORDER BY row.key, row.product_id LIMIT %(most_of_a_key)s + 1
    ) AS hit
), ranked AS (
    SELECT product_id, partner_id, row_number() OVER (
        PARTITION BY product_id
        ORDER BY sum((%(weights)s::int[])[(key & 3)::int + 1]) DESC, partner_id) AS place
    FROM met
    WHERE bearers <= %(most_of_a_key)s AND partner_id <> product_id
    GROUP BY product_id, partner_id
)
SELECT least(product_id, partner_id) AS one_id, greatest(product_id, partner_id) AS other_id
FROM ranked WHERE place <= %(most_partners)s
UNION
SELECT one_id, other_id FROM matching_proposal
WHERE kind = 'join' AND status IN ('open', 'later') AND one_id = ANY (%(product_ids)s::uuid[])
UNION
SELECT one_id, other_id FROM matching_proposal
WHERE kind = 'join' AND status IN ('open', 'later') AND other_id = ANY (%(product_ids)s::uuid[])
