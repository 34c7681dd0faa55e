-- Purpose: a product's reviews of what was bought by some offers. Rows: at most the reviews of one product.
-- Indexes: review_of_product; the lines' primary key, in every month.
SELECT review.id
FROM reviews_review AS review
CROSS JOIN LATERAL (
    SELECT line.offer_id FROM orders_orderline AS line WHERE line.id = review.line_id OFFSET 0
) AS bought
WHERE review.product_id = %(product_id)s AND bought.offer_id = ANY (%(offer_ids)s::uuid[])
