-- Purpose: write new orders, skipping request keys that are known. Rows: as many as given.
-- Index: order_once_per_request. A request that runs twice at once waits here for the first one's commit; in the
-- order of the keys, so that two batches which share some can't wait for each other in a circle.
INSERT INTO orders_order (
    id, number, person_id, request_key, request_hash, status, email, locale, currency,
    goods_minor, delivery_minor, total_minor, address, placed_at, pay_by
)
SELECT
    id, number, person_id, request_key, request_hash, 'unpaid', email, locale, currency,
    goods_minor, delivery_minor, total_minor, address, %(placed_at)s, pay_by
FROM unnest(
    %(id)s::uuid[], %(number)s::text[], %(person_id)s::uuid[], %(request_key)s::uuid[], %(request_hash)s::text[],
    %(email)s::text[], %(locale)s::text[], %(currency)s::text[], %(goods_minor)s::bigint[],
    %(delivery_minor)s::bigint[], %(total_minor)s::bigint[], %(addresses)s::jsonb[], %(pay_by)s::timestamptz[]
) AS incoming (
    id, number, person_id, request_key, request_hash, email, locale, currency,
    goods_minor, delivery_minor, total_minor, address, pay_by
)
ORDER BY person_id, request_key
ON CONFLICT (person_id, request_key) DO NOTHING
RETURNING id
