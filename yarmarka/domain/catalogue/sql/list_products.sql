-- Purpose: one page of the products that can be had. Rows: at most the limit. The conditions and the order in the
-- place of the comments are constants of `queries.listings`.
-- Indexes: product_by_price or product_newest in their order for a wide shelf, product_by_shelf for a narrow one,
-- product_on_shelf_by_price for one with none below it,
-- product_search for words.
SELECT product.id
FROM catalogue_product AS product /* sold */
WHERE product.is_visible AND product.offer_count > 0 /* conditions */
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
