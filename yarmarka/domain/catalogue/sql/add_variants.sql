-- Purpose: write down the makes of products that a batch of offers brought. Rows: at most one batch.
INSERT INTO catalogue_variant (id, product_id, options, position, gtin)
SELECT draft.id, draft.product_id, draft.options, draft.position, draft.gtin
FROM jsonb_to_recordset(%(drafts)s::jsonb) AS draft (
    id uuid, product_id uuid, options jsonb, position smallint, gtin text)
