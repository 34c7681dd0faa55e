-- Purpose: write postings that are new, each with all of its entries. Rows: as many as given.
-- Indexes: unique correlation key of posting; account_once. A trigger checks that the entries balance. An entry whose
-- account is not there is refused (it needs one), not left out.
WITH new_postings AS (
    INSERT INTO ledger_posting (id, correlation_key, kind, facts, at)
    SELECT id, key, kind, facts, %(at)s
    FROM unnest(%(posting_ids)s::uuid[], %(keys)s::text[], %(posting_kinds)s::text[], %(facts)s::jsonb[])
        AS posting (id, key, kind, facts)
    ORDER BY key
    ON CONFLICT (correlation_key) DO NOTHING
    RETURNING id, correlation_key
), written AS (
    INSERT INTO ledger_entry (id, posting_id, account_id, seller_order_id, amount_minor, currency, at)
    SELECT entry.id, new_postings.id, account.id, entry.seller_order_id, entry.amount_minor, entry.currency, %(at)s
    FROM unnest(
        %(entry_ids)s::uuid[], %(entry_keys)s::text[], %(kinds)s::text[], %(owners)s::uuid[],
        %(holders)s::text[], %(currencies)s::text[], %(amounts)s::bigint[], %(seller_orders)s::uuid[]
    ) AS entry (id, key, kind, owner_id, holder, currency, amount_minor, seller_order_id)
    JOIN new_postings ON new_postings.correlation_key = entry.key
    LEFT JOIN ledger_account AS account ON account.kind = entry.kind AND account.currency = entry.currency
        AND account.owner_id IS NOT DISTINCT FROM entry.owner_id AND account.holder = entry.holder
)
SELECT correlation_key FROM new_postings
