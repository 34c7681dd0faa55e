-- Purpose: a page of a product's shown reviews, with what was bought, the seller's reply, photos, and whether the viewer
-- voted. Rows: at most a page. Indexes: review_of_product; primary keys; vote_once.
SELECT review.id, review.person_id, person.full_name, review.stars, review.text, review.pros, review.cons,
       review.language, review.helpful, review.created_at, review.edited_at, line.options,
       seller.trade_name AS seller_name, reply.id AS reply_id, reply.text AS reply, reply.written_at AS replied_at,
       EXISTS (
           SELECT FROM reviews_vote AS vote
           WHERE vote.review_id = review.id AND vote.person_id = %(viewer)s::uuid
       ) AS has_vote,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'name', picture.name, 'width', picture.width, 'height', picture.height, 'colour', picture.colour)
                   ORDER BY photo.position), '[]')
        FROM reviews_photo AS photo JOIN pictures_picture AS picture ON picture.id = photo.picture_id
        WHERE photo.review_id = review.id) AS photos,
       count(*) OVER () AS found
FROM reviews_review AS review
JOIN accounts_person AS person ON person.id = review.person_id
JOIN sellers_seller AS seller ON seller.id = review.seller_id
LEFT JOIN orders_orderline AS line ON line.id = review.line_id
LEFT JOIN reviews_reply AS reply ON reply.review_id = review.id AND reply.hidden_at IS NULL
WHERE review.product_id = %(product_id)s AND review.hidden_at IS NULL
  AND (%(stars)s::smallint IS NULL OR review.stars = %(stars)s::smallint)
  AND (%(language)s::text = '' OR review.language = %(language)s)
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
