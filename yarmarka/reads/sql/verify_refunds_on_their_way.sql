-- Purpose: is what we owe shoppers what their unpaid refunds ask for? Rows: currencies that are wrong.
-- Scans refunds and the refund account's entries.
WITH owed AS (
    SELECT entry.currency, -sum(entry.amount_minor) AS minor
    FROM ledger_entry AS entry JOIN ledger_account AS account ON account.id = entry.account_id
    WHERE account.kind = 'refund_payable' GROUP BY 1
), waiting AS (
    SELECT currency, sum(amount_minor) AS minor, string_agg(id::text, ', ') AS ids
    FROM payments_refund WHERE status <> 'succeeded' GROUP BY 1
)
SELECT 'refunds in ' || currency || coalesce(': ' || waiting.ids, '') AS subject,
       'the ledger owes ' || coalesce(owed.minor, 0) || ', refunds on their way ' || coalesce(waiting.minor, 0) AS detail
FROM owed FULL JOIN waiting USING (currency)
WHERE coalesce(owed.minor, 0) <> coalesce(waiting.minor, 0)
ORDER BY 1
