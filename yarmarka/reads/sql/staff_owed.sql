-- Purpose: sellers that something is owed to. Rows: at most one per seller and currency.
-- Index: account_once (kind, …); entries by their account; payout_terms_latest.
SELECT seller.id AS seller_id, seller.trade_name, seller.payout_account,
       -sum(entry.amount_minor)::bigint AS owed_minor, account.currency,
       coalesce(terms.held_reason, '') AS held_reason
FROM ledger_account AS account
JOIN ledger_entry AS entry ON entry.account_id = account.id
JOIN sellers_seller AS seller ON seller.id = account.owner_id
LEFT JOIN LATERAL (
    SELECT held_reason FROM payouts_payoutterms WHERE seller_id = seller.id ORDER BY since DESC, id DESC LIMIT 1
) AS terms ON true
WHERE account.kind = 'seller_balance'
GROUP BY seller.id, account.currency, terms.held_reason
HAVING sum(entry.amount_minor) <> 0
ORDER BY account.currency, owed_minor DESC, seller.trade_name
LIMIT 200
