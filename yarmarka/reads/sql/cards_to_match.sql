-- Purpose: what cards say that may be of the same goods: words, numbers, pictures, who offers them. Rows: at most as many
-- as products asked for, JSON. Indexes: primary key, offer_by_product, variant_options_once, product_picture_place_once.
SELECT coalesce(json_agg(json_build_object(
    'product_id', product.id, 'titles', product.titles,
    'descriptions', (SELECT coalesce(jsonb_object_agg(said.key, left(said.value, 3000)), '{}')
                     FROM jsonb_each_text(product.descriptions) AS said),
    'brand', product.brand, 'part_number', product.part_number,
    'gtins', made.gtins, 'attributes', product.attributes, 'options', made.options, 'category_id', product.category_id,
    'pictures', (SELECT coalesce(json_agg(hung.picture_id ORDER BY hung.picture_id), '[]')
                 FROM catalogue_productpicture AS hung
                 WHERE hung.product_id = product.id AND hung.seller_id IS NOT NULL),
    'sellers', sold.sellers, 'price_minor', product.reference_minor)), '[]')::text
FROM catalogue_product AS product
CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(variant.gtin ORDER BY variant.gtin) FILTER (WHERE variant.gtin <> ''), '[]') AS gtins,
           coalesce(json_agg(variant.options ORDER BY variant.id) FILTER (WHERE variant.options <> '{}'), '[]') AS options
    FROM catalogue_variant AS variant WHERE variant.product_id = product.id
) AS made
JOIN LATERAL (
    SELECT array_agg(DISTINCT offer.seller_id ORDER BY offer.seller_id) AS sellers
    FROM catalogue_offer AS offer WHERE offer.product_id = product.id AND offer.status <> 'withdrawn'
) AS sold ON sold.sellers IS NOT NULL
WHERE product.id = ANY (%(product_ids)s::uuid[]) AND product.joined_into_id IS NULL
