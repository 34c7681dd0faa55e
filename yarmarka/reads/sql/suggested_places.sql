-- Purpose: on which shelves and of which brands the best finds of a beginning are, and which of the shelves that its
-- words name have anything on them or below. Rows: one, JSON. Indexes: primary keys; product_on_shelf_by_price, looked
-- into once for each shelf below: the index of all shelves above would first gather every product of a wide one.
WITH found AS MATERIALIZED (
    SELECT product.category_id, product.brand
    FROM catalogue_product AS product
    WHERE product.id = ANY (%(products)s::uuid[])
)
SELECT json_build_object(
    'named', to_json(%(shelves)s::uuid[]),
    'full', (SELECT coalesce(json_agg(DISTINCT shelf.named), '[]')
             FROM unnest(%(named)s::uuid[], %(below)s::uuid[]) AS shelf (named, below)
             CROSS JOIN LATERAL (SELECT FROM catalogue_product AS product
                                 WHERE product.category_id = shelf.below
                                   AND product.is_visible AND product.offer_count > 0
                                 LIMIT 1) AS goods),
    'shelves', (SELECT coalesce(json_agg(json_build_array(each.category_id, each.count)
                                         ORDER BY each.count DESC, each.category_id), '[]')
                FROM (SELECT category_id, count(*) AS count FROM found GROUP BY category_id) AS each),
    'brands', (SELECT coalesce(json_agg(json_build_array(each.brand, each.count)
                                        ORDER BY each.count DESC, each.brand), '[]')
               FROM (SELECT max(brand) AS brand, count(*) AS count FROM found
                     WHERE brand <> '' GROUP BY lower(brand)) AS each)
)::text
