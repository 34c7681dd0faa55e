-- Purpose: products that show fewer than so many views and no picture of a seller's, as one draws them. Rows: at most the
-- limit, fewest views first, then the newest. Index: product_picture_place_once; products are walked, since this is done once.
SELECT product.id, product.titles, product.part_number, product.tint, views.hung,
       coalesce(nullif(product.picture, ''), category.picture) AS drawing
FROM catalogue_product AS product
JOIN catalogue_category AS category ON category.id = product.category_id
CROSS JOIN LATERAL (
    SELECT count(*)::integer AS hung, count(seller_id) AS sellers_own
    FROM catalogue_productpicture WHERE product_id = product.id
) AS views
WHERE views.hung < %(views)s AND views.sellers_own = 0 AND product.is_visible
ORDER BY views.hung, product.id DESC
LIMIT %(limit)s
