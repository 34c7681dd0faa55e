-- Purpose: what goods are told by, of a category with all below it or of all, for reading it anew. Rows: one batch, by key.
-- Indexes: primary key; product_by_shelf where few goods lie on the shelf.
SELECT id, category_path, attributes
FROM catalogue_product
WHERE id > %(after)s AND attributes <> '[]'
  AND (%(category_id)s::uuid IS NULL OR category_path @> ARRAY[%(category_id)s::uuid])
ORDER BY id
LIMIT %(limit)s
