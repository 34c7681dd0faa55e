-- Purpose: what a product's page says above its reviews: stars, the languages they are in, the newest photos.
-- Rows: one. Indexes: primary key of ratings; review_of_product.
SELECT coalesce(rating.stars_1, 0) AS stars_1, coalesce(rating.stars_2, 0) AS stars_2,
       coalesce(rating.stars_3, 0) AS stars_3, coalesce(rating.stars_4, 0) AS stars_4,
       coalesce(rating.stars_5, 0) AS stars_5,
       (SELECT coalesce(jsonb_object_agg(one.language, one.reviews), '{}')
        FROM (SELECT language, count(*) AS reviews FROM reviews_review
              WHERE product_id = %(product_id)s AND hidden_at IS NULL GROUP BY language) AS one) AS languages,
       (SELECT coalesce(jsonb_agg(newest.photo ORDER BY newest.id DESC), '[]')
        FROM (SELECT photo.id, jsonb_build_object(
                         'name', picture.name, 'width', picture.width, 'height', picture.height,
                         'colour', picture.colour) AS photo
              FROM reviews_photo AS photo
              JOIN reviews_review AS review ON review.id = photo.review_id AND review.hidden_at IS NULL
              JOIN pictures_picture AS picture ON picture.id = photo.picture_id
              WHERE review.product_id = %(product_id)s
              ORDER BY photo.id DESC LIMIT %(most_photos)s) AS newest) AS photos
FROM (SELECT %(product_id)s::uuid AS product_id) AS this
LEFT JOIN reviews_productrating AS rating ON rating.product_id = this.product_id
