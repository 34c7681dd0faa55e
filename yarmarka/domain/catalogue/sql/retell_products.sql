-- Purpose: write down what goods are told by as it reads now. Rows: those of one batch that still say what was read.
-- Index: primary key of product. What changed is noted for good, a row for each product.
WITH next AS (
    SELECT * FROM jsonb_to_recordset(%(drafts)s::jsonb) AS draft (id uuid, before jsonb, attributes jsonb)
), changed AS (
    UPDATE catalogue_product AS product SET attributes = next.attributes, updated_at = %(now)s
    FROM next
    WHERE product.id = next.id AND product.attributes = next.before
    RETURNING product.id
), noted AS (
    INSERT INTO catalogue_cardchange (product_id, seller_id, sku, source, person_id, changes, at)
    SELECT next.id, NULL, '', %(source)s, %(by)s,
           jsonb_build_object('attributes', jsonb_build_array(next.before, next.attributes)), %(now)s
    FROM changed
    JOIN next ON next.id = changed.id
)
SELECT id FROM changed
