-- Purpose: open the accounts that are missing. Rows: one per (kind, owner, holder, currency). Index: account_once.
INSERT INTO ledger_account (id, kind, owner_id, holder, currency)
SELECT (array_agg(id))[1], kind, owner_id, holder, currency
FROM unnest(%(ids)s::uuid[], %(kinds)s::text[], %(owners)s::uuid[], %(holders)s::text[], %(currencies)s::text[])
    AS wanted (id, kind, owner_id, holder, currency)
WHERE NOT EXISTS (
    SELECT FROM ledger_account AS known
    WHERE known.kind = wanted.kind AND known.owner_id IS NOT DISTINCT FROM wanted.owner_id
      AND known.holder = wanted.holder AND known.currency = wanted.currency
)
GROUP BY kind, owner_id, holder, currency
ORDER BY kind, owner_id, holder, currency
ON CONFLICT (kind, owner_id, holder, currency) DO NOTHING
