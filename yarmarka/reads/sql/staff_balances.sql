-- Purpose: what stands on each kind of account. Rows: kinds times currencies.
-- Index: none; it adds all entries up, which is what proves the books. For the operator's page, not for a hot path.
SELECT account.kind, account.currency, count(DISTINCT account.id) AS accounts,
       coalesce(sum(entry.amount_minor), 0)::bigint AS balance_minor
FROM ledger_account AS account
LEFT JOIN ledger_entry AS entry ON entry.account_id = account.id
GROUP BY account.kind, account.currency
ORDER BY account.currency, account.kind
