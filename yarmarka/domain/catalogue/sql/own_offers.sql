-- Purpose: what a seller offers already under these SKUs, or in these groups, in whichever warehouse.
-- Rows: as many as the batch has, times warehouses. Indexes: offer_sku_once, offer_by_group.
SELECT offer.id AS offer_id, offer.warehouse_id, offer.sku, offer.group_key, offer.product_id, offer.variant_id,
       offer.fingerprint
FROM catalogue_offer AS offer
WHERE offer.seller_id = %(seller_id)s
  AND (offer.sku = ANY (%(skus)s) OR (offer.group_key = ANY (%(group_keys)s) AND NOT offer.group_key = ''))
ORDER BY offer.product_id, offer.id
