-- Purpose: what is owed to a seller by currency (credits less debits). Rows: one per currency it was ever paid in.
-- Index: account_once (kind, owner, currency); entries by their account.
SELECT account.currency, -coalesce(sum(entry.amount_minor), 0)::bigint AS owed_minor
FROM ledger_account AS account
LEFT JOIN ledger_entry AS entry ON entry.account_id = account.id
WHERE account.kind = 'seller_balance' AND account.owner_id = %(seller_id)s
GROUP BY account.currency
ORDER BY account.currency
