-- Purpose: write down products that an import or a form brought. Rows: at most one batch.
INSERT INTO catalogue_product (
    id, category_id, category_path, titles, descriptions, text_origins, attributes, brand, part_number,
    described_by_id, described_sku, picture, tint, is_visible, reference_minor, offer_count, created_at, updated_at)
SELECT draft.id, category.id, category.path, draft.titles, draft.descriptions, draft.text_origins, draft.attributes, draft.brand,
       draft.part_number, %(seller_id)s, draft.described_sku, draft.picture, draft.tint, true, draft.reference_minor,
       draft.offer_count,
       %(now)s, %(now)s
FROM jsonb_to_recordset(%(drafts)s::jsonb) AS draft (
    id uuid, category_id uuid, titles jsonb, descriptions jsonb, text_origins jsonb, attributes jsonb, brand text, part_number text,
    described_sku text, picture text, tint smallint,
    reference_minor bigint, offer_count integer)
JOIN catalogue_category AS category ON category.id = draft.category_id
