-- Purpose: postings whose entries do not sum to zero in a currency. Rows: the wrong ones. Scans the entries.
SELECT 'posting ' || posting.correlation_key AS subject,
       'off by ' || sum(entry.amount_minor) || ' ' || entry.currency AS detail
FROM ledger_entry AS entry JOIN ledger_posting AS posting ON posting.id = entry.posting_id
GROUP BY posting.id, entry.currency
HAVING sum(entry.amount_minor) <> 0
UNION ALL
SELECT 'currency ' || currency, 'the whole ledger is off by ' || sum(amount_minor)
FROM ledger_entry GROUP BY currency HAVING sum(amount_minor) <> 0
UNION ALL
SELECT 'entry ' || entry.id, 'its currency is ' || entry.currency || ', its account''s is ' || account.currency
FROM ledger_entry AS entry JOIN ledger_account AS account ON account.id = entry.account_id
WHERE account.currency <> entry.currency
ORDER BY 1
