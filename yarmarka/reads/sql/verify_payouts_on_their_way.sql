-- Purpose: is what is on its way to sellers what their open payouts say? Rows: currencies that are wrong.
-- Scans payouts and the transit account's entries.
WITH owed AS (
    SELECT entry.currency, -sum(entry.amount_minor) AS minor
    FROM ledger_entry AS entry JOIN ledger_account AS account ON account.id = entry.account_id
    WHERE account.kind = 'payout_transit' GROUP BY 1
), waiting AS (
    SELECT currency, sum(amount_minor) AS minor, string_agg(id::text, ', ') AS ids
    FROM ledger_payout WHERE status = 'requested' GROUP BY 1
)
SELECT 'payouts in ' || currency || coalesce(': ' || waiting.ids, '') AS subject,
       'the ledger has ' || coalesce(owed.minor, 0) || ' on its way, payouts say ' || coalesce(waiting.minor, 0) AS detail
FROM owed FULL JOIN waiting USING (currency)
WHERE coalesce(owed.minor, 0) <> coalesce(waiting.minor, 0)
ORDER BY 1
