-- Purpose: refunds that the books owe otherwise than they stand. Rows: the wrong ones.
-- Scans refunds and the refund account's entries, whose postings carry the refund's id in their key.
-- While a refund has not succeeded the books owe it; afterwards, nothing.
WITH owed AS (
    SELECT split_part(posting.correlation_key, ':', 2) AS refund, entry.currency, -sum(entry.amount_minor) AS minor
    FROM ledger_entry AS entry
    JOIN ledger_account AS account ON account.id = entry.account_id
    JOIN ledger_posting AS posting ON posting.id = entry.posting_id
    WHERE account.kind = 'refund_payable' GROUP BY 1, 2
)
SELECT 'refund ' || coalesce(refund.id::text, owed.refund) AS subject,
       'the ledger owes ' || coalesce(owed.minor, 0) || ', the refund (' || coalesce(refund.status, 'none') || ') wants '
       || CASE WHEN refund.status <> 'succeeded' THEN refund.amount_minor ELSE 0 END AS detail
FROM payments_refund AS refund
FULL JOIN owed ON owed.refund = refund.id::text AND owed.currency = refund.currency
WHERE coalesce(owed.minor, 0) <> CASE WHEN refund.status <> 'succeeded' THEN refund.amount_minor ELSE 0 END
ORDER BY 1
