-- Purpose: a product with one seller's offers of it from the warehouse of one of them. Rows: the product's variants.
-- Index: primary key of offer, offer_by_product.
SELECT product.id AS product_id, product.category_id, product.titles, product.descriptions, product.text_origins,
       product.attributes, product.brand, product.part_number,
       coalesce(product.described_by_id = %(seller_id)s, false) AS is_author,
       one.warehouse_id, offer.group_key,
       offer.id AS offer_id, offer.variant_id, offer.sku, variant.options, variant.gtin, offer.price_minor, offer.old_price_minor,
       offer.currency, offer.weight_g, offer.is_weight_assumed, offer.length_mm, offer.width_mm, offer.height_mm, offer.hs_code, offer.origin_country,
       coalesce(stock.on_hand, 0) AS on_hand
FROM catalogue_offer AS one
JOIN catalogue_product AS product ON product.id = one.product_id
JOIN catalogue_offer AS offer ON offer.product_id = one.product_id AND offer.seller_id = one.seller_id
     AND offer.warehouse_id = one.warehouse_id AND (offer.status <> 'withdrawn' OR offer.id = one.id)
JOIN catalogue_variant AS variant ON variant.id = offer.variant_id
LEFT JOIN inventory_stock AS stock ON stock.offer_id = offer.id
WHERE one.id = %(offer_id)s AND one.seller_id = %(seller_id)s
ORDER BY variant.position, offer.sku
