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
    WHERE payout.status = 'paid' AND payout.way = 'provider' AND %(provider)s = 'sandbox'
), theirs AS (
    SELECT kind AS counted, own_id, provider_ref, amount_minor, currency, occurred_at
    FROM reconciliation_registryrow WHERE provider = %(provider)s AND kind <> 'fee'
), matched AS (
    -- A reference of theirs names one of ours, or else the id that we gave them does.
    SELECT theirs.counted, theirs.provider_ref, theirs.amount_minor, theirs.currency, theirs.occurred_at,
           coalesce(by_ref.own_id, by_id.own_id) AS own_id,
           coalesce(by_ref.amount_minor, by_id.amount_minor) AS ours_minor,
           coalesce(by_ref.currency, by_id.currency) AS ours_currency
    FROM theirs
    LEFT JOIN ours AS by_ref ON by_ref.counted = theirs.counted AND by_ref.provider_ref = theirs.provider_ref
    LEFT JOIN ours AS by_id ON by_id.counted = theirs.counted AND by_id.own_id = theirs.own_id
)
SELECT counted, provider_ref, own_id, CASE WHEN ours_currency = currency THEN ours_minor ELSE 0 END AS ours_minor,
       amount_minor AS theirs_minor, currency, occurred_at
FROM matched
WHERE occurred_at >= %(since)s AND occurred_at < %(until)s
  AND (ours_minor, ours_currency) IS DISTINCT FROM (amount_minor, currency)
UNION ALL
SELECT counted, coalesce(nullif(provider_ref, ''), own_id::text), own_id, amount_minor, 0, currency, occurred_at
FROM ours
WHERE occurred_at >= %(since)s AND occurred_at < %(until)s
  AND NOT EXISTS (SELECT FROM matched WHERE matched.counted = ours.counted AND matched.own_id = ours.own_id
                                        AND matched.ours_currency = matched.currency)
  AND EXISTS (SELECT FROM reconciliation_registry AS taken
              WHERE taken.provider = %(provider)s AND taken.since <= ours.occurred_at AND ours.occurred_at < taken.until)
ORDER BY 1, 2
