-- Purpose: what stands on accounts. Rows: one per account. Index: entries by account.
SELECT account.kind, account.owner_id, account.holder, account.currency,
       coalesce(sum(entry.amount_minor) FILTER (WHERE entry.amount_minor > 0), 0)::bigint AS debit_minor,
       coalesce(-sum(entry.amount_minor) FILTER (WHERE entry.amount_minor < 0), 0)::bigint AS credit_minor
FROM ledger_account AS account LEFT JOIN ledger_entry AS entry ON entry.account_id = account.id
WHERE (%(kind)s::text IS NULL OR account.kind = %(kind)s)
  AND (%(owner_id)s::uuid IS NULL OR account.owner_id = %(owner_id)s)
GROUP BY account.id
ORDER BY account.kind, account.currency, account.owner_id, account.holder
