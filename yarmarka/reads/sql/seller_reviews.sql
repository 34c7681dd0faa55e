-- Purpose: reviews of what a seller sold, those without its reply first. Rows: at most a page and one.
-- Indexes: review_of_seller; primary keys; the reply's key.
SELECT review.id, review.product_id, product.titles, review.stars, review.text, review.pros, review.cons,
       review.created_at, person.full_name, reply.text AS reply
FROM reviews_review AS review
JOIN catalogue_product AS product ON product.id = review.product_id
JOIN accounts_person AS person ON person.id = review.person_id
LEFT JOIN reviews_reply AS reply ON reply.review_id = review.id
WHERE review.seller_id = %(seller_id)s AND review.hidden_at IS NULL
ORDER BY reply.id IS NOT NULL, review.id DESC
LIMIT %(limit)s OFFSET %(offset)s
