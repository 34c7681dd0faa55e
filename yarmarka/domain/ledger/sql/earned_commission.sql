-- Purpose: what the commission came to between two instants, by currency, before it was shared. Rows: one per currency.
-- Index: entries by account; reads the entries of the commission accounts.
SELECT entry.currency, -sum(entry.amount_minor)::bigint AS minor
FROM ledger_account AS account
JOIN ledger_entry AS entry ON entry.account_id = account.id
JOIN ledger_posting AS posting ON posting.id = entry.posting_id
WHERE account.kind = 'commission' AND posting.kind <> 'commission_shared'
  AND entry.at >= %(since)s AND entry.at < %(until)s
GROUP BY entry.currency
ORDER BY entry.currency
