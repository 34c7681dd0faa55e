-- Purpose: products and sellers whose stars are not those of their shown reviews, and reviews whose count of helpful
-- votes is not that of their votes. Rows: the wrong ones. Scans reviews, votes and ratings.
SELECT 'product ' || coalesce(rating.product_id, counted.product_id) AS subject,
       'rating ' || coalesce(rating.count, 0) || ' of ' || coalesce(rating.total, 0) || ' stars, its reviews '
       || coalesce(counted.count, 0) || ' of ' || coalesce(counted.total, 0) AS detail
FROM reviews_productrating AS rating
FULL JOIN (
    SELECT product_id, count(*) AS count, sum(stars) AS total FROM reviews_review WHERE hidden_at IS NULL
    GROUP BY product_id
) AS counted ON counted.product_id = rating.product_id
WHERE coalesce(rating.count, 0) <> coalesce(counted.count, 0)
   OR coalesce(rating.total, 0) <> coalesce(counted.total, 0)
UNION ALL
SELECT 'seller ' || coalesce(rating.seller_id, counted.seller_id),
       'rating ' || coalesce(rating.count, 0) || ' of ' || coalesce(rating.total, 0) || ' stars, its reviews '
       || coalesce(counted.count, 0) || ' of ' || coalesce(counted.total, 0)
FROM reviews_sellerrating AS rating
FULL JOIN (
    SELECT seller_id, count(*) AS count, sum(stars) AS total FROM reviews_review WHERE hidden_at IS NULL
    GROUP BY seller_id
) AS counted ON counted.seller_id = rating.seller_id
WHERE coalesce(rating.count, 0) <> coalesce(counted.count, 0)
   OR coalesce(rating.total, 0) <> coalesce(counted.total, 0)
UNION ALL
SELECT 'review ' || review.id, 'helpful ' || review.helpful || ', votes ' || count(vote.id)
FROM reviews_review AS review LEFT JOIN reviews_vote AS vote ON vote.review_id = review.id
GROUP BY review.id
HAVING review.helpful <> count(vote.id)
ORDER BY 1
