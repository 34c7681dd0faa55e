-- Purpose: what lies on the same shelf as a product and has most in common with it: attributes of the same name and
-- value, and the brand; the nearest price first among equals. Rows: at most the limit, chosen among the `near` neighbours
-- of its price on either side. Index: product_on_shelf_by_price, from its price up and down; primary key.
WITH one AS MATERIALIZED (
    SELECT id, category_id, coalesce(reference_minor, 0) AS price, lower(brand) AS brand, attributes
    FROM catalogue_product WHERE id = %(product_id)s
), near AS (
    (SELECT product.id, product.reference_minor, product.brand, product.attributes
     FROM one JOIN catalogue_product AS product ON product.category_id = one.category_id
          AND product.reference_minor >= one.price
     WHERE product.is_visible AND product.offer_count > 0 AND product.id <> one.id
     ORDER BY product.reference_minor, product.id LIMIT %(near)s)
    UNION ALL
    (SELECT product.id, product.reference_minor, product.brand, product.attributes
     FROM one JOIN catalogue_product AS product ON product.category_id = one.category_id
          AND product.reference_minor < one.price
     WHERE product.is_visible AND product.offer_count > 0 AND product.id <> one.id
     ORDER BY product.reference_minor DESC, product.id DESC LIMIT %(near)s)
)
SELECT near.id
FROM near CROSS JOIN one
ORDER BY (SELECT count(*) FROM jsonb_array_elements(near.attributes) AS theirs
          WHERE one.attributes @> jsonb_build_array(jsonb_build_object('name', theirs -> 'name', 'value', theirs -> 'value')))
         + (lower(near.brand) = one.brand AND one.brand <> '')::integer DESC,
         abs(near.reference_minor - one.price), near.id
LIMIT %(limit)s
