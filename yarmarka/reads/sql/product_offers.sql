-- Purpose: everything that is on sale of one product, of all sellers, with what is left. Rows: offers of a product.
-- Index: offer_by_product; primary keys.
SELECT offer.id, offer.variant_id, variant.options, variant.position, variant.gtin,
       offer.seller_id, seller.slug AS seller_slug, seller.trade_name AS seller_name, seller.country,
       warehouse.country AS sent_from, offer.sku, offer.price_minor, offer.old_price_minor, offer.currency,
       offer.weight_g, offer.length_mm::bigint * offer.width_mm * offer.height_mm AS volume_mm3,
       greatest(offer.length_mm, offer.width_mm, offer.height_mm) AS longest_mm,
       offer.origin_country, offer.hs_code, seller.kind AS seller_kind,
       coalesce(record.verdict, 'too_few') AS reliability, greatest(coalesce(stock.on_hand - stock.held, 0), 0) AS available
FROM catalogue_offer AS offer
JOIN catalogue_product AS product ON product.id = offer.product_id
JOIN catalogue_variant AS variant ON variant.id = offer.variant_id
JOIN sellers_seller AS seller ON seller.id = offer.seller_id AND seller.standing = 'approved'
JOIN inventory_warehouse AS warehouse ON warehouse.id = offer.warehouse_id
LEFT JOIN sellers_measuredrecord AS record ON record.seller_id = offer.seller_id
LEFT JOIN inventory_stock AS stock ON stock.offer_id = offer.id
WHERE offer.product_id = %(product_id)s AND offer.status = 'active' AND offer.currency = ANY (%(currencies)s)
  AND (%(sellers)s::uuid[] IS NULL OR offer.seller_id = ANY (%(sellers)s::uuid[]))
  AND (%(store_sellers)s::uuid[] IS NULL OR (lower(product.brand), offer.seller_id) IN
       (SELECT * FROM unnest(%(store_brands)s::text[], %(store_sellers)s::uuid[])))
ORDER BY offer.id
