-- Purpose: a page of a shelf under its reader's filters, and beside each choice how many products it would leave, all
-- other filters kept. Rows: one, JSON. Every product of the shelf is looked at once, however many filters there are;
-- nothing is joined to itself, since a plan for any parameters expects few products and would loop.
-- Indexes: product_by_shelf or product_on_shelf_by_price for the shelf; offer_by_product or a hash of all offers,
-- whichever is less; primary keys. The comments are filled with constants of `reads.faceted_shelf`.
WITH goods AS MATERIALIZED (
    SELECT product.id, product.brand, lower(product.brand) AS spelling, min(offer.reference_minor) AS price,
           array_agg(DISTINCT seller.country::text) AS countries,
           array_agg(DISTINCT warehouse.country::text) AS origins,
           coalesce(rating.total::numeric / nullif(rating.count, 0), 0) AS mean,
           coalesce(rating.weighed, 0) AS weighed
    FROM catalogue_product AS product
    JOIN catalogue_offer AS offer ON offer.product_id = product.id
         AND offer.status = 'active' AND offer.reference_minor IS NOT NULL
    JOIN sellers_seller AS seller ON seller.id = offer.seller_id AND seller.standing = 'approved'
    JOIN inventory_warehouse AS warehouse ON warehouse.id = offer.warehouse_id
    LEFT JOIN reviews_productrating AS rating ON rating.product_id = product.id
    WHERE product.is_visible AND product.offer_count > 0 /* shelf */
      AND (%(shop_categories)s::uuid[] IS NULL OR product.category_path && %(shop_categories)s::uuid[])
      AND (%(sellers)s::uuid[] IS NULL OR offer.seller_id = ANY (%(sellers)s::uuid[]))
      AND (%(store_sellers)s::uuid[] IS NULL OR (lower(product.brand), offer.seller_id) IN
           (SELECT * FROM unnest(%(store_brands)s::text[], %(store_sellers)s::uuid[])))
    GROUP BY product.id, rating.product_id
), fact AS MATERIALIZED (
    -- An attribute is known by its English or else its Russian words, which stand in addresses.
    SELECT goods.id, coalesce(one.name ->> 'en', one.name ->> 'ru', one.name #>> '{}') AS name,
           concat_ws(' ', coalesce(one.value ->> 'en', one.value ->> 'ru', one.value #>> '{}'),
                     nullif(coalesce(one.unit ->> 'en', one.unit ->> 'ru', one.unit #>> '{}'), '')) AS value,
           one.name AS names, one.value AS "values", one.unit AS units
    FROM goods
    JOIN catalogue_product AS product ON product.id = goods.id
    CROSS JOIN LATERAL jsonb_to_recordset(product.attributes) AS one (name jsonb, value jsonb, unit jsonb)
    WHERE /* attributes */ AND one.value IS NOT NULL
), fits AS MATERIALIZED (
    SELECT goods.*,
           %(brands)s::text[] = '{}' OR spelling = ANY (%(brands)s::text[]) AS by_brand,
           (%(least)s::bigint IS NULL OR price >= %(least)s::bigint)
               AND (%(most)s::bigint IS NULL OR price <= %(most)s::bigint) AS by_price,
           %(countries)s::text[] = '{}' OR countries && %(countries)s::text[] AS by_country,
           %(origins)s::text[] = '{}' OR origins && %(origins)s::text[] AS by_place,
           mean >= %(rating)s::numeric AS by_rating,
           coalesce(chosen.names, '{}') AS met,
           coalesce(cardinality(chosen.names), 0) = %(chosen_names)s AS by_attributes
    FROM goods
    LEFT JOIN (
        SELECT fact.id, array_agg(DISTINCT fact.name) AS names
        FROM fact
        JOIN (SELECT * FROM unnest(%(names)s::text[], %(values)s::text[]) AS given (name, value)) AS wanted
          ON wanted.name = fact.name AND wanted.value = fact.value
        GROUP BY fact.id
    ) AS chosen ON chosen.id = goods.id
), told AS (
    SELECT name, min(names::text)::jsonb AS names, count(DISTINCT id) AS products, count(DISTINCT value) AS choices
    FROM fact GROUP BY name
    HAVING count(DISTINCT value) BETWEEN 2 AND %(most_choices)s
       AND count(DISTINCT id) * 5 >= (SELECT count(*) FROM goods)
    ORDER BY count(DISTINCT id) DESC, name
    LIMIT %(most_attributes)s
)
SELECT json_build_object(
    'ids', (SELECT coalesce(json_agg(listed.id), '[]') FROM (
        SELECT fits.id FROM fits
        WHERE by_brand AND by_price AND by_country AND by_place AND by_rating AND by_attributes
        ORDER BY /* order */ LIMIT %(limit)s OFFSET %(offset)s) AS listed),
    'total', (SELECT count(*) FROM fits
              WHERE by_brand AND by_price AND by_country AND by_place AND by_rating AND by_attributes),
    'brands', (SELECT coalesce(json_agg(json_build_array(best.brand, best.products)
                                        ORDER BY best.is_chosen DESC, best.products DESC, best.brand), '[]')
        FROM (SELECT max(brand) AS brand, count(*) AS products, spelling = ANY (%(brands)s::text[]) AS is_chosen
              FROM fits
              WHERE spelling <> '' AND by_price AND by_country AND by_place AND by_rating AND by_attributes
              GROUP BY spelling ORDER BY 3 DESC, 2 DESC, 1 LIMIT %(most_brands)s) AS best),
    'countries', (SELECT coalesce(json_object_agg(each.country, each.products), '{}')
        FROM (SELECT country, count(*) AS products FROM fits CROSS JOIN unnest(countries) AS country
              WHERE by_brand AND by_price AND by_place AND by_rating AND by_attributes GROUP BY country) AS each),
    'origins', (SELECT coalesce(json_agg(json_build_array(each.origins, each.products)), '[]')
        FROM (SELECT origins, count(*) AS products FROM fits
              WHERE by_brand AND by_price AND by_country AND by_rating AND by_attributes GROUP BY origins) AS each),
    'ratings', (SELECT json_build_object('4', count(*) FILTER (WHERE mean >= 3.95), '3', count(*) FILTER (WHERE mean >= 2.95))
                FROM fits WHERE by_brand AND by_price AND by_country AND by_place AND by_attributes),
    'prices', (SELECT coalesce(json_agg(json_build_array(band.least, band.most, band.products)), '[]')
        FROM (SELECT given.least, given.most, count(*) AS products
              FROM unnest(%(bands_least)s::bigint[], %(bands_most)s::bigint[]) AS given (least, most)
              JOIN fits ON price >= coalesce(given.least, 0) AND (given.most IS NULL OR price <= given.most)
              WHERE by_brand AND by_country AND by_place AND by_rating AND by_attributes
              GROUP BY given.least, given.most) AS band),
    'lowest', (SELECT min(price) FROM fits WHERE by_brand AND by_country AND by_place AND by_rating AND by_attributes),
    'highest', (SELECT max(price) FROM fits WHERE by_brand AND by_country AND by_place AND by_rating AND by_attributes),
    'attributes', (SELECT coalesce(json_agg(json_build_object('name', told.name, 'names', told.names, 'choices',
            (SELECT coalesce(json_agg(json_build_object('value', each.value, 'values', each."values",
                                                        'units', each.units, 'count', each.products)
                                      ORDER BY each.products DESC, each.value), '[]')
             FROM (SELECT fact.value, min(fact."values"::text)::jsonb AS "values", min(fact.units::text)::jsonb AS units,
                          count(DISTINCT fits.id) FILTER (
                              WHERE by_brand AND by_price AND by_country AND by_place AND by_rating
                                AND cardinality(array_remove(met, told.name))
                                    = %(chosen_names)s - (told.name = ANY (%(names)s::text[]))::integer) AS products
                   FROM fact JOIN fits USING (id) WHERE fact.name = told.name
                   GROUP BY fact.value) AS each)) ORDER BY told.products DESC, told.name), '[]') FROM told)
)::text
