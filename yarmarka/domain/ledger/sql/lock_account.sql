-- Purpose: lock one account, in a statement of its own, so that the next one sees what whoever was waited for has spent.
-- Rows: at most one. Index: account_once.
SELECT id FROM ledger_account
WHERE kind = %(kind)s AND currency = %(currency)s AND owner_id IS NOT DISTINCT FROM %(owner_id)s::uuid
  AND holder = %(holder)s
ORDER BY id FOR NO KEY UPDATE
