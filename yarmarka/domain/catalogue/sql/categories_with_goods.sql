-- Purpose: under which categories a shop has anything to sell. Rows: at most one per category.
-- The conditions in the place of the comments are constants of `queries.listings`. Indexes: as for list_products.
SELECT DISTINCT above.id
FROM catalogue_product AS product /* sold */
CROSS JOIN LATERAL unnest(product.category_path) AS above (id)
WHERE product.is_visible AND product.offer_count > 0 /* conditions */
