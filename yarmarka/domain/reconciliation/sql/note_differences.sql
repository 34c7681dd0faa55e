-- Purpose: bring a provider's open differences in step with what was found from an instant on: new ones are noted, known
-- ones take the newest figures unless they are proposed already, those that are found no more are explained.
-- Rows: those found and those open. Index: difference_open_once.
WITH found AS (
    SELECT * FROM unnest(
        %(ids)s::uuid[], %(kinds)s::text[], %(counted)s::text[], %(refs)s::text[], %(own_ids)s::uuid[], %(ours)s::bigint[],
        %(theirs)s::bigint[], %(currencies)s::text[], %(instants)s::timestamptz[]
    ) AS found (id, kind, counted, provider_ref, own_id, ours_minor, theirs_minor, currency, occurred_at)
), explained AS (
    UPDATE reconciliation_difference AS known SET explained_at = %(now)s
    WHERE known.provider = %(provider)s AND known.explained_at IS NULL AND known.occurred_at >= %(since)s
      AND known.occurred_at < %(until)s
      AND NOT EXISTS (
          SELECT FROM found WHERE found.counted = known.counted AND found.provider_ref = known.provider_ref
                              AND found.currency = known.currency)
    RETURNING known.id
)
INSERT INTO reconciliation_difference (
    id, provider, kind, counted, provider_ref, own_id, ours_minor, theirs_minor, currency, occurred_at, found_at
)
SELECT id, %(provider)s, kind, counted, provider_ref, own_id, ours_minor, theirs_minor, currency, occurred_at, %(now)s
FROM found ORDER BY counted, provider_ref, currency
ON CONFLICT (provider, counted, provider_ref, currency) WHERE explained_at IS NULL DO UPDATE
SET kind = excluded.kind, ours_minor = excluded.ours_minor, theirs_minor = excluded.theirs_minor
WHERE reconciliation_difference.proposal_id IS NULL
