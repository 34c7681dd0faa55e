-- Purpose: the next cards of sellers with what their products say. Rows: at most the limit.
-- Index: primary key of offer for a walk through all, offer_by_product for some products.
SELECT offer.id AS offer_id, offer.seller_id, offer.product_id, offer.sku, product.category_path, product.titles,
       product.descriptions, product.attributes, product.brand, offer.hs_code
FROM catalogue_offer AS offer
JOIN catalogue_product AS product ON product.id = offer.product_id
WHERE offer.status IN ('active', 'paused', 'held')
  AND (%(seller_id)s::uuid IS NULL OR offer.seller_id = %(seller_id)s::uuid)
  AND (%(product_ids)s::uuid[] IS NULL OR offer.product_id = ANY (%(product_ids)s::uuid[]))
  AND (%(after)s::uuid IS NULL OR offer.id > %(after)s::uuid)
ORDER BY offer.id
LIMIT %(limit)s
