-- Purpose: let sellers' stars follow reviews that were written, changed or hidden. Rows: at most one batch, locked in
-- the order of their keys. Index: primary key.
WITH change AS (
    SELECT seller_id, stars, sum(by) AS by
    FROM unnest(%(ids)s::uuid[], %(stars)s::smallint[], %(by)s::integer[]) AS given (seller_id, stars, by)
    GROUP BY seller_id, stars
), locked AS (
    SELECT seller_id FROM reviews_sellerrating WHERE seller_id = ANY (%(ids)s::uuid[])
    ORDER BY seller_id FOR NO KEY UPDATE
)
UPDATE reviews_sellerrating AS rating
SET stars_1 = stars_1 + by_1, stars_2 = stars_2 + by_2, stars_3 = stars_3 + by_3, stars_4 = stars_4 + by_4,
    stars_5 = stars_5 + by_5
FROM (
    SELECT seller_id,
           coalesce(sum(by) FILTER (WHERE stars = 1), 0) AS by_1,
           coalesce(sum(by) FILTER (WHERE stars = 2), 0) AS by_2,
           coalesce(sum(by) FILTER (WHERE stars = 3), 0) AS by_3,
           coalesce(sum(by) FILTER (WHERE stars = 4), 0) AS by_4,
           coalesce(sum(by) FILTER (WHERE stars = 5), 0) AS by_5
    FROM change JOIN locked USING (seller_id)
    GROUP BY seller_id
) AS moved
WHERE rating.seller_id = moved.seller_id
