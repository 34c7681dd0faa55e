-- Purpose: how a provider and we count payments, refunds and payouts from one instant until before another: every thing
-- that one side counts otherwise than the other, in its currency; a side that does not know it counts 0. What is ours
-- alone differs only if a registry that was taken in covers its time.
-- Rows: those that differ. Index: registry_row_by_time, registry_row_once, registry_row_by_own_id; ours are scanned, for
-- a check that runs once a day.
WITH ours AS (
    SELECT DISTINCT ON (event.attempt_id) 'payment' AS counted, attempt.id AS own_id, attempt.provider_ref,
           event.amount_minor, event.currency, event.occurred_at
    FROM payments_paymentevent AS event JOIN payments_paymentattempt AS attempt ON attempt.id = event.attempt_id
    WHERE event.kind = 'approved' AND attempt.provider = %(provider)s
    UNION ALL
    SELECT 'refund', refund.id, refund.provider_ref, refund.amount_minor, refund.currency, refund.settled_at
    FROM payments_refund AS refund JOIN payments_paymentattempt AS attempt ON attempt.id = refund.attempt_id
    WHERE refund.status = 'succeeded' AND attempt.provider = %(provider)s
    UNION ALL
    SELECT 'payout', payout.id, payout.provider_ref, payout.amount_minor, payout.currency, payout.settled_at
    FROM ledger_payout AS payout
    WHERE payout.status = 'paid' AND payout.provider = %(provider)s
), theirs AS (
    SELECT kind AS counted, own_id, provider_ref, amount_minor, currency, occurred_at
    FROM reconciliation_registryrow WHERE provider = %(provider)s AND kind <> 'fee'
), matched AS (
    -- A reference of theirs names one of ours, or else the id that we gave them does.
    SELECT theirs.counted, theirs.provider_ref, theirs.amount_minor, theirs.currency, theirs.occurred_at,
           coalesce(by_ref.own_id, by_id.own_id) AS own_id
    FROM theirs
    LEFT JOIN ours AS by_ref ON by_ref.counted = theirs.counted AND by_ref.provider_ref = theirs.provider_ref
    LEFT JOIN ours AS by_id ON by_id.counted = theirs.counted AND by_id.own_id = theirs.own_id
)
-- A full join, since that is never done row by row, however wrong the planner guesses how many rows there are.
SELECT counted, coalesce(matched.provider_ref, nullif(ours.provider_ref, ''), own_id::text) AS provider_ref, own_id,
       coalesce(ours.amount_minor, 0) AS ours_minor, coalesce(matched.amount_minor, 0) AS theirs_minor, currency,
       coalesce(matched.occurred_at, ours.occurred_at) AS occurred_at
FROM matched FULL JOIN ours USING (counted, own_id, currency)
WHERE coalesce(matched.occurred_at, ours.occurred_at) >= %(since)s
  AND coalesce(matched.occurred_at, ours.occurred_at) < %(until)s
  AND matched.amount_minor IS DISTINCT FROM ours.amount_minor
  AND (matched.provider_ref IS NOT NULL OR EXISTS (
      SELECT FROM reconciliation_registry AS taken
      WHERE taken.provider = %(provider)s AND taken.since <= ours.occurred_at AND ours.occurred_at < taken.until))
ORDER BY 1, 2
