-- Purpose: write down new offers. Rows: at most one batch.
INSERT INTO catalogue_offer (
    id, seller_id, warehouse_id, product_id, variant_id, sku, group_key, fingerprint, price_minor, old_price_minor, currency,
    reference_minor, weight_g, is_weight_assumed, length_mm, width_mm, height_mm, hs_code, origin_country, status, created_at, updated_at)
SELECT draft.id, %(seller_id)s, %(warehouse_id)s, draft.product_id, draft.variant_id, draft.sku, draft.group_key,
       draft.fingerprint,
       draft.price_minor, draft.old_price_minor, draft.currency,
       draft.reference_minor, draft.weight_g, draft.is_weight_assumed,
       coalesce(draft.length_mm, 0), coalesce(draft.width_mm, 0), coalesce(draft.height_mm, 0),
       draft.hs_code, draft.origin_country, CASE WHEN NOT draft.is_active THEN 'paused' WHEN draft.is_held THEN 'held' ELSE 'active' END,
       %(now)s, %(now)s
FROM jsonb_to_recordset(%(drafts)s::jsonb) AS draft (
    id uuid, product_id uuid, variant_id uuid, sku text, group_key text, fingerprint text, price_minor bigint, old_price_minor bigint,
    currency text, reference_minor bigint, weight_g integer, is_weight_assumed boolean,
    length_mm integer, width_mm integer, height_mm integer, hs_code text, origin_country text, is_active boolean, is_held boolean)
