-- Purpose: how many products a page is one of, counted up to a bound and one more. Rows: one.
-- Indexes: as for list_products.
SELECT count(*) FROM (
    SELECT 1 FROM catalogue_product AS product /* sold */
    WHERE product.is_visible AND product.offer_count > 0 /* conditions */
    LIMIT %(count_to)s + 1
) AS counted
