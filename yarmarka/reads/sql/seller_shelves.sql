-- Purpose: the categories on which a seller has something that can be had now, with all above each. Rows: categories.
-- Index: offer_sku_once (a seller's offers), primary keys.
SELECT DISTINCT above.id
FROM catalogue_offer AS offer
JOIN catalogue_product AS product ON product.id = offer.product_id AND product.is_visible
CROSS JOIN LATERAL unnest(product.category_path) AS above (id)
WHERE offer.seller_id = %(seller_id)s AND offer.status = 'active' AND offer.reference_minor IS NOT NULL
