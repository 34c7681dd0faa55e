-- Purpose: lock sellers' balance accounts in the order of their ids, so that two payout runs don't both pay.
-- Rows: the sellers' accounts. Index: account_once.
SELECT id FROM ledger_account
WHERE kind = 'seller_balance' AND owner_id = ANY(%(sellers)s::uuid[])
ORDER BY id FOR NO KEY UPDATE
