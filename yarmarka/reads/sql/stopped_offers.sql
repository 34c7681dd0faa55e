-- Purpose: the offers that some cases stop, and their products' pictures. Rows: one for each case.
-- Index: primary keys, offer_sku_once.
SELECT stopped.id AS case_id, offer.id AS offer_id,
       coalesce(nullif(product.cover, ''), nullif(product.picture, ''), category.picture) AS picture, product.tint
FROM moderation_case AS stopped
JOIN catalogue_product AS product ON product.id = stopped.product_id
JOIN catalogue_category AS category ON category.id = product.category_id
LEFT JOIN catalogue_offer AS offer ON offer.seller_id = stopped.seller_id AND offer.sku = stopped.sku
WHERE stopped.id = ANY (%(case_ids)s::uuid[])
