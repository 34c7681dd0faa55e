-- Purpose: approved proposals that the books know otherwise, entries of reconciling that nobody approved, and proposals of
-- fees that are not the sum of their rows. Rows: the wrong ones. Scans proposals, fee rows and reconciling postings.
WITH booked AS (
    SELECT posting.correlation_key, posting.kind, max(entry.currency) AS currency, count(DISTINCT entry.currency) AS currencies,
           sum(entry.amount_minor) FILTER (WHERE account.kind = 'provider_clearing') AS effect_minor
    FROM ledger_posting AS posting
    JOIN ledger_entry AS entry ON entry.posting_id = posting.id
    JOIN ledger_account AS account ON account.id = entry.account_id
    WHERE posting.kind IN ('provider_fees', 'provider_difference') GROUP BY posting.id
), proposal AS (
    SELECT id, is_approved, facts ->> 'kind' AS kind, (facts ->> 'effect_minor')::bigint AS effect_minor,
           facts ->> 'currency' AS currency
    FROM governance_proposal WHERE matter = 'booking'
), approved AS (
    SELECT *, 'reconcile:' || id AS key FROM proposal WHERE is_approved
)
SELECT 'proposal ' || coalesce(approved.id::text, split_part(booked.correlation_key, ':', 2)) AS subject,
       coalesce('approved for ' || approved.effect_minor || ' ' || approved.currency, 'not approved') || ', booked '
       || coalesce(booked.effect_minor || ' ' || booked.currency, 'nothing') AS detail
FROM approved FULL JOIN booked ON booked.correlation_key = approved.key
WHERE approved.effect_minor IS DISTINCT FROM booked.effect_minor OR approved.currency IS DISTINCT FROM booked.currency
   OR booked.currencies <> 1 OR (approved.kind = 'fees') IS DISTINCT FROM (booked.kind = 'provider_fees')
UNION ALL
SELECT 'proposal ' || proposal.id, 'books fees of ' || -proposal.effect_minor || ', its rows sum to ' || coalesce(fees.minor, 0)
FROM proposal
LEFT JOIN (SELECT proposal_id, sum(amount_minor) AS minor FROM reconciliation_registryrow GROUP BY 1) AS fees
    ON fees.proposal_id = proposal.id
WHERE proposal.kind = 'fees' AND proposal.is_approved IS NOT FALSE AND coalesce(fees.minor, 0) <> -proposal.effect_minor
ORDER BY 1
