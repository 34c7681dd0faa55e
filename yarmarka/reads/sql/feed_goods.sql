-- Purpose: the offers of some products that a shop sells and that can be had now, with all that a feed says of them.
-- Rows: the offers of those products, JSON. Indexes: primary keys, offer_by_product.
SELECT coalesce(json_agg(json_build_object(
    'id', offer.id, 'product_id', product.id, 'path', product.category_path, 'titles', product.titles,
    'descriptions', product.descriptions, 'attributes', product.attributes, 'brand', product.brand,
    'part_number', product.part_number, 'gtin', variant.gtin, 'options', variant.options,
    'price_minor', offer.price_minor, 'old_price_minor', offer.old_price_minor, 'currency', offer.currency,
    'weight_g', offer.weight_g, 'volume_mm3', offer.length_mm::bigint * offer.width_mm * offer.height_mm,
    'sides_mm', json_build_array(offer.length_mm, offer.width_mm, offer.height_mm), 'origin', offer.origin_country, 'hs_code', offer.hs_code,
    'seller_id', offer.seller_id, 'seller_kind', seller.kind, 'sent_from', warehouse.country,
    'pictures', (SELECT coalesce(json_agg(picture.reference ORDER BY picture.position), '[]')
                 FROM catalogue_productpicture AS picture WHERE picture.product_id = product.id)
) ORDER BY offer.id), '[]')::text
FROM catalogue_product AS product
JOIN catalogue_offer AS offer ON offer.product_id = product.id AND offer.status = 'active'
JOIN catalogue_variant AS variant ON variant.id = offer.variant_id
JOIN inventory_stock AS stock ON stock.offer_id = offer.id AND stock.on_hand > stock.held
JOIN sellers_seller AS seller ON seller.id = offer.seller_id AND seller.standing = 'approved'
JOIN inventory_warehouse AS warehouse ON warehouse.id = offer.warehouse_id
WHERE product.id = ANY (%(product_ids)s::uuid[]) AND product.is_visible
  AND offer.currency = ANY (%(currencies)s)
  AND (%(categories)s::uuid[] IS NULL OR product.category_path && %(categories)s::uuid[])
  AND (%(sellers)s::uuid[] IS NULL OR offer.seller_id = ANY (%(sellers)s::uuid[]))
  AND (%(store_sellers)s::uuid[] IS NULL OR (lower(product.brand), offer.seller_id) IN
       (SELECT * FROM unnest(%(store_brands)s::text[], %(store_sellers)s::uuid[])))
