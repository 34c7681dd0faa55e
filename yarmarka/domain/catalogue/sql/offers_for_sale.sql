-- Purpose: offers as a basket and an order need them, as one JSON list of OfferForSale.
-- Rows: as many as ids, at most. Index: primary keys only.
SELECT coalesce(json_agg(offer), '[]')::text
FROM (
    SELECT offer.id, offer.seller_id, offer.warehouse_id, offer.product_id, offer.variant_id,
           product.category_path, offer.sku, product.titles, variant.options,
           offer.price_minor, offer.currency, offer.weight_g, offer.hs_code, offer.origin_country,
           coalesce(nullif(product.cover, ''), nullif(product.picture, ''), category.picture) AS picture, product.tint,
           offer.status = 'active' AND product.is_visible AS is_active, product.brand,
           offer.length_mm::bigint * offer.width_mm * offer.height_mm AS volume_mm3,
           greatest(offer.length_mm, offer.width_mm, offer.height_mm) AS longest_mm,
           CASE WHEN offer.length_mm > 0 THEN ARRAY[offer.length_mm, offer.width_mm, offer.height_mm] END AS sides_mm
    FROM catalogue_offer AS offer
    JOIN catalogue_product AS product ON product.id = offer.product_id
    JOIN catalogue_variant AS variant ON variant.id = offer.variant_id
    JOIN catalogue_category AS category ON category.id = product.category_id
    WHERE offer.id = ANY (%(ids)s)
) AS offer
