-- Purpose: what the search index is told of some products: those that can be had, with who sells them from where.
-- Rows: at most as many as products asked for, JSON. Indexes: primary keys, offer_by_product, product_joined_into,
-- service_by_route, the movements' offer.
SELECT coalesce(json_agg(json_build_object(
    'id', product.id, 'titles', product.titles, 'descriptions', product.descriptions, 'brand', product.brand,
    'part_number', product.part_number, 'attributes', product.attributes, 'path', product.category_path,
    'price', product.reference_minor, 'born', extract(epoch FROM product.created_at)::bigint,
    'gtins', (SELECT coalesce(json_agg(variant.gtin) FILTER (WHERE variant.gtin <> ''), '[]')
              FROM catalogue_variant AS variant
              -- Numbers of cards that were joined into this one mean it, too.
              WHERE variant.product_id = product.id OR variant.product_id = ANY (ARRAY(
                  SELECT gone.id FROM catalogue_product AS gone WHERE gone.joined_into_id = product.id))),
    'options', (SELECT coalesce(json_agg(variant.options), '[]')
                FROM catalogue_variant AS variant WHERE variant.product_id = product.id),
    'sellers', sold.sellers, 'countries', sold.countries, 'near', sold.near, 'skus', sold.skus,
    'sales', (SELECT coalesce(-sum(movement.quantity), 0)
              FROM inventory_stockmovement AS movement
              WHERE movement.offer_id = ANY (sold.offers) AND movement.kind = 'sale' AND movement.at >= %(since)s),
    'days', (SELECT min(service.max_days) FROM shipping_deliveryservice AS service
             WHERE service.origin_country = ANY (sold.near) AND service.destination_country = %(home)s),
    'rating', coalesce(rating.total::float8 / nullif(rating.count, 0), 0), 'weighed', coalesce(rating.weighed::float8, 0)
)), '[]')::text
FROM catalogue_product AS product
JOIN LATERAL (
    SELECT array_agg(offer.id) AS offers, array_agg(DISTINCT offer.seller_id) AS sellers,
           array_agg(DISTINCT offer.sku) AS skus,
           array_agg(DISTINCT seller.country::text) AS countries, array_agg(DISTINCT warehouse.country::text) AS near
    FROM catalogue_offer AS offer
    JOIN sellers_seller AS seller ON seller.id = offer.seller_id AND seller.standing = 'approved'
    JOIN inventory_warehouse AS warehouse ON warehouse.id = offer.warehouse_id
    WHERE offer.product_id = product.id AND offer.status = 'active' AND offer.reference_minor IS NOT NULL
) AS sold ON sold.offers IS NOT NULL
LEFT JOIN reviews_productrating AS rating ON rating.product_id = product.id
WHERE product.id = ANY (%(product_ids)s::uuid[]) AND product.is_visible AND product.offer_count > 0
