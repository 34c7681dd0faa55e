-- Purpose: let products' stars follow reviews that were written, changed or hidden. Rows: at most one batch, locked in
-- the order of their keys. Index: primary key.
WITH change AS (
    SELECT product_id, stars, sum(by) AS by
    FROM unnest(%(ids)s::uuid[], %(stars)s::smallint[], %(by)s::integer[]) AS given (product_id, stars, by)
    GROUP BY product_id, stars
), locked AS (
    SELECT product_id FROM reviews_productrating WHERE product_id = ANY (%(ids)s::uuid[])
    ORDER BY product_id FOR NO KEY UPDATE
)
UPDATE reviews_productrating AS rating
SET stars_1 = stars_1 + by_1, stars_2 = stars_2 + by_2, stars_3 = stars_3 + by_3, stars_4 = stars_4 + by_4,
    stars_5 = stars_5 + by_5
FROM (
    SELECT product_id,
           coalesce(sum(by) FILTER (WHERE stars = 1), 0) AS by_1,
           coalesce(sum(by) FILTER (WHERE stars = 2), 0) AS by_2,
           coalesce(sum(by) FILTER (WHERE stars = 3), 0) AS by_3,
           coalesce(sum(by) FILTER (WHERE stars = 4), 0) AS by_4,
           coalesce(sum(by) FILTER (WHERE stars = 5), 0) AS by_5
    FROM change JOIN locked USING (product_id)
    GROUP BY product_id
) AS moved
WHERE rating.product_id = moved.product_id
