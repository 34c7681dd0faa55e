-- Purpose: payouts that the books have on their way otherwise than they stand. Rows: the wrong ones.
-- Scans payouts and the transit account's entries, whose postings carry the payout's id in their key.
-- While a payout waits the books have it on its way; afterwards, nothing.
WITH moving AS (
    SELECT split_part(posting.correlation_key, ':', 2) AS payout, entry.currency, -sum(entry.amount_minor) AS minor
    FROM ledger_entry AS entry
    JOIN ledger_account AS account ON account.id = entry.account_id
    JOIN ledger_posting AS posting ON posting.id = entry.posting_id
    WHERE account.kind = 'payout_transit' GROUP BY 1, 2
)
SELECT 'payout ' || coalesce(payout.id::text, moving.payout) AS subject,
       'the ledger has ' || coalesce(moving.minor, 0) || ' on its way, the payout (' || coalesce(payout.status, 'none')
       || ') wants ' || CASE WHEN payout.status = 'requested' THEN payout.amount_minor ELSE 0 END AS detail
FROM ledger_payout AS payout
FULL JOIN moving ON moving.payout = payout.id::text AND moving.currency = payout.currency
WHERE coalesce(moving.minor, 0) <> CASE WHEN payout.status = 'requested' THEN payout.amount_minor ELSE 0 END
ORDER BY 1
