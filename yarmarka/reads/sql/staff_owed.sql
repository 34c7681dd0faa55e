-- Purpose: sellers that something is owed to. Rows: at most one per seller and currency.
-- Index: account_once (kind, …); entries by their account.
SELECT seller.id AS seller_id, seller.trade_name, seller.payout_account,
       -sum(entry.amount_minor)::bigint AS owed_minor, account.currency
FROM ledger_account AS account
JOIN ledger_entry AS entry ON entry.account_id = account.id
JOIN sellers_seller AS seller ON seller.id = account.owner_id
WHERE account.kind = 'seller_balance'
GROUP BY seller.id, account.currency
HAVING sum(entry.amount_minor) <> 0
ORDER BY account.currency, owed_minor DESC, seller.trade_name
LIMIT 200
