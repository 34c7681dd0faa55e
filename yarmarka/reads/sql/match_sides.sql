-- Purpose: what cards say that are compared, with who offers them. Rows: the products asked for, JSON.
-- Indexes: primary keys, offer_by_product, variant_options_once.
SELECT coalesce(json_agg(json_build_object(
    'product_id', product.id, 'titles', product.titles, 'descriptions', product.descriptions, 'brand', product.brand,
    'part_number', product.part_number, 'category', category.names, 'attributes', product.attributes,
    'gtins', (SELECT coalesce(json_agg(variant.gtin ORDER BY variant.gtin) FILTER (WHERE variant.gtin <> ''), '[]')
              FROM catalogue_variant AS variant WHERE variant.product_id = product.id),
    'picture', coalesce(nullif(product.cover, ''), nullif(product.picture, ''), category.picture), 'tint', product.tint,
    'reviews', coalesce((SELECT rating.count FROM reviews_productrating AS rating WHERE rating.product_id = product.id), 0),
    'joined_into', product.joined_into_id,
    'offers', (SELECT coalesce(json_agg(json_build_object(
                   'id', offer.id, 'seller_id', offer.seller_id, 'seller', seller.trade_name, 'sku', offer.sku,
                   'price_minor', offer.price_minor, 'currency', offer.currency, 'status', offer.status)
                   ORDER BY offer.id), '[]')
               FROM catalogue_offer AS offer JOIN sellers_seller AS seller ON seller.id = offer.seller_id
               WHERE offer.product_id = product.id AND offer.status <> 'withdrawn'))), '[]')::text
FROM catalogue_product AS product
JOIN catalogue_category AS category ON category.id = product.category_id
WHERE product.id = ANY (%(product_ids)s::uuid[])
