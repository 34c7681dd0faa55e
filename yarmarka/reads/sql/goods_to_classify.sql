-- Purpose: a page of a seller's products with their HS codes and who confirmed them; unconfirmed ones first.
-- Rows: at most the limit. Index: offer_sku_once for the seller's offers; classified_once_per_seller; primary keys.
SELECT product.id AS product_id, product.titles, coalesce(nullif(product.cover, ''), product.picture) AS picture, product.tint,
       max(offer.hs_code) AS hs_code, max(offer.origin_country) AS origin_country,
       done.hs_code AS confirmed_code, done.confirmed_at,
       (SELECT coalesce(jsonb_agg(shelf.names), '[]') FROM catalogue_category AS shelf
        WHERE shelf.id = ANY (product.category_path)) AS shelves
FROM catalogue_offer AS offer
JOIN catalogue_product AS product ON product.id = offer.product_id
LEFT JOIN customs_classification AS done ON done.product_id = product.id AND done.seller_id = offer.seller_id
WHERE offer.seller_id = %(seller_id)s AND offer.status <> 'withdrawn'
  AND (%(shown)s <> 'open' OR done.id IS NULL)
GROUP BY product.id, done.id
ORDER BY done.id IS NOT NULL, max(offer.hs_code) <> '', product.id
LIMIT %(limit)s OFFSET %(offset)s
