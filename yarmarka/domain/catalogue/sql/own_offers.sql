-- Purpose: what a seller offers already under these SKUs, or in these groups, in whichever warehouse.
-- Rows: as many as the batch has, times warehouses. Indexes: offer_sku_once, offer_by_group.
-- OFFSET 0 keeps each look-up one by index, however many offers the seller has.
SELECT own.id AS offer_id, own.warehouse_id, own.sku, own.group_key, own.product_id, own.variant_id, own.fingerprint
FROM (
    SELECT hit.*
    FROM json_array_elements_text(%(skus)s::json) AS wanted (sku)
    CROSS JOIN LATERAL (
        SELECT offer.* FROM catalogue_offer AS offer
        WHERE offer.seller_id = %(seller_id)s AND offer.sku = wanted.sku OFFSET 0
    ) AS hit
    UNION
    SELECT offer.* FROM catalogue_offer AS offer
    WHERE offer.seller_id = %(seller_id)s AND offer.group_key = ANY (%(group_keys)s) AND NOT offer.group_key = ''
) AS own
ORDER BY own.product_id, own.id
