-- Purpose: the newest rate of each asked pair at an instant. Rows: at most one per pair.
-- Index: rate_once_per_instant (base, quote, recorded_at), read backwards, one row per pair.
SELECT newest.id, pair.base, pair.quote, newest.rate, newest.source, newest.recorded_at, newest.is_example
FROM unnest(%(bases)s::text[], %(quotes)s::text[]) AS pair (base, quote)
CROSS JOIN LATERAL (
    SELECT id, rate, source, recorded_at, is_example FROM pricing_exchangerate
    WHERE base = pair.base AND quote = pair.quote AND recorded_at <= %(now)s
    ORDER BY recorded_at DESC LIMIT 1
) AS newest
