-- Purpose: one payout per seller that we owe enough in its payout currency. Rows: at most one per seller.
-- Index: account_once, entries by account. lock_balances.sql ran before, in a statement of its own, so that this
-- one sees what a run that was waited for has paid.
WITH wanted AS (
    SELECT * FROM unnest(
        %(ids)s::uuid[], %(sellers)s::uuid[], %(currencies)s::text[], %(accounts)s::text[], %(ways)s::text[],
        %(providers)s::text[], %(least)s::bigint[]
    ) AS wanted (id, seller_id, currency, account, way, provider, least_minor)
), owed AS (
    SELECT wanted.*, account.id AS account_id
    FROM wanted JOIN ledger_account AS account
        ON account.kind = 'seller_balance' AND account.owner_id = wanted.seller_id AND account.currency = wanted.currency
    ORDER BY account.id
)
INSERT INTO ledger_payout (
    id, batch_id, seller_id, amount_minor, currency, account, way, provider, status, provider_ref, created_at
)
SELECT owed.id, %(batch_id)s, owed.seller_id, balance.owed_minor, owed.currency, owed.account, owed.way, owed.provider,
       'requested', '', %(now)s
FROM owed CROSS JOIN LATERAL (
    SELECT coalesce(-sum(amount_minor), 0)::bigint AS owed_minor FROM ledger_entry WHERE account_id = owed.account_id
) AS balance
WHERE balance.owed_minor >= greatest(owed.least_minor, 1)
RETURNING id
