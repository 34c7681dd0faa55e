-- Purpose: saved addresses, and addresses of orders that were not sent yet, in countries (and, where they are given, at postal
-- codes) of forwarding addresses; they are compared with the list's words outside of SQL. Rows: one per address and order.
-- Index: none; a preview reads all addresses of a country once. At most the limit; orders come first, there are fewer.
WITH wanted AS (
    SELECT * FROM unnest(%(countries)s::text[], %(postal_codes)s::text[]) AS wanted (country, postal_code)
)
SELECT 'order' AS kind, whole.id, whole.person_id, whole.number, part.status, whole.address
FROM orders_order AS whole
JOIN LATERAL (
    SELECT min(part.status) AS status FROM orders_sellerorder AS part
    WHERE part.order_id = whole.id AND part.status IN ('unpaid', 'to_ship')
) AS part ON part.status IS NOT NULL
WHERE EXISTS (
    SELECT FROM wanted WHERE wanted.country = whole.address ->> 'country' AND (wanted.postal_code = '' OR wanted.postal_code
        = upper(regexp_replace(whole.address ->> 'postal_code', '[^[:alnum:]]', '', 'g')))
)
UNION ALL
SELECT 'saved', saved.id, saved.person_id, '', '',
       jsonb_build_object('country', saved.country, 'recipient', saved.recipient, 'street', saved.street, 'city', saved.city,
                          'district', saved.district, 'postal_code', saved.postal_code)
FROM accounts_address AS saved
WHERE saved.removed_at IS NULL AND EXISTS (
    SELECT FROM wanted WHERE wanted.country = saved.country AND (wanted.postal_code = '' OR wanted.postal_code
        = upper(regexp_replace(saved.postal_code, '[^[:alnum:]]', '', 'g')))
)
LIMIT %(most)s
