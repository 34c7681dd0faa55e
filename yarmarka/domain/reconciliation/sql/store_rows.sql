-- Purpose: keep a registry's rows that are new; return the lines of those that were kept before with another amount,
-- currency or instant. Rows: as many as given. Index: registry_row_once.
WITH given AS (
    SELECT * FROM unnest(
        %(ids)s::uuid[], %(kinds)s::text[], %(refs)s::text[], %(own_ids)s::uuid[], %(payment_refs)s::text[],
        %(amounts)s::bigint[], %(currencies)s::text[], %(instants)s::timestamptz[], %(lines)s::int[]
    ) AS given (id, kind, provider_ref, own_id, payment_ref, amount_minor, currency, occurred_at, line)
), added AS (
    INSERT INTO reconciliation_registryrow (
        id, registry_id, provider, kind, provider_ref, own_id, payment_ref, amount_minor, currency, occurred_at
    )
    SELECT DISTINCT ON (kind, provider_ref) id, %(registry_id)s, %(provider)s, kind, provider_ref, own_id, payment_ref,
           amount_minor, currency, occurred_at
    FROM given ORDER BY kind, provider_ref, line
    ON CONFLICT (provider, kind, provider_ref) DO NOTHING
    RETURNING kind, provider_ref, amount_minor, currency, occurred_at
), kept AS (
    SELECT kind, provider_ref, amount_minor, currency, occurred_at FROM added
    UNION ALL
    SELECT kind, provider_ref, amount_minor, currency, occurred_at FROM reconciliation_registryrow
    WHERE provider = %(provider)s AND (kind, provider_ref) IN (SELECT kind, provider_ref FROM given)
)
SELECT DISTINCT given.line
FROM given JOIN kept USING (kind, provider_ref)
WHERE (given.amount_minor, given.currency, given.occurred_at)
      IS DISTINCT FROM (kept.amount_minor, kept.currency, kept.occurred_at)
ORDER BY given.line
