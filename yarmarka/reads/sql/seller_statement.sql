-- Purpose: a page of a seller's ledger entries with what was owed after each. Rows: at most the limit.
-- Index: account_once (kind, owner, currency); entries by their account. Reads all entries of the one account,
-- since what was owed after an entry is the sum of all before it.
SELECT line.id, line.at, posting.kind, posting.correlation_key, line.seller_order_id,
       coalesce(whole.number, '') AS number, line.amount_minor, line.currency, line.owed_after_minor
FROM (
    SELECT entry.id, entry.at, entry.posting_id, entry.seller_order_id, -entry.amount_minor AS amount_minor,
           entry.currency,
           -sum(entry.amount_minor) OVER (PARTITION BY entry.account_id ORDER BY entry.at, entry.id)::bigint
               AS owed_after_minor
    FROM ledger_account AS account
    JOIN ledger_entry AS entry ON entry.account_id = account.id
    WHERE account.kind = 'seller_balance' AND account.owner_id = %(seller_id)s
) AS line
JOIN ledger_posting AS posting ON posting.id = line.posting_id
LEFT JOIN orders_sellerorder AS part ON part.id = line.seller_order_id
LEFT JOIN orders_order AS whole ON whole.id = part.order_id
ORDER BY line.at DESC, line.id DESC
LIMIT %(limit)s OFFSET %(offset)s
