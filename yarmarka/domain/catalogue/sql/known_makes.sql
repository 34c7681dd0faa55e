-- Purpose: the variants that a batch of a seller's offers may be for, by GTIN, brand and number, SKU or group.
-- Rows: a few per offer of the batch. Indexes: variant_gtin_once, product_by_part, offer_sku_once, offer_by_group,
-- and the foreign key from variant to product.
WITH found AS (
    SELECT variant.product_id FROM catalogue_variant AS variant
    WHERE variant.gtin = ANY (%(gtins)s) AND NOT variant.gtin = ''
    UNION
    SELECT product.id FROM catalogue_product AS product
    JOIN unnest(%(brands)s::text[], %(part_numbers)s::text[]) AS wanted (brand, part_number)
      ON lower(product.brand) = lower(wanted.brand) AND lower(product.part_number) = lower(wanted.part_number)
    WHERE NOT product.part_number = ''
    UNION
    SELECT offer.product_id FROM catalogue_offer AS offer
    WHERE offer.seller_id = %(seller_id)s AND offer.sku = ANY (%(skus)s)
    UNION
    SELECT offer.product_id FROM catalogue_offer AS offer
    WHERE offer.seller_id = %(seller_id)s AND offer.group_key = ANY (%(group_keys)s) AND NOT offer.group_key = ''
)
SELECT variant.id AS variant_id, product.id AS product_id, variant.options, variant.gtin,
       product.brand, product.part_number,
       coalesce((SELECT min(offer.sku) FROM catalogue_offer AS offer
                 WHERE offer.variant_id = variant.id AND offer.seller_id = %(seller_id)s), '') AS own_sku,
       CASE WHEN product.described_by_id = %(seller_id)s THEN product.described_sku ELSE '' END AS author_sku
FROM found
JOIN catalogue_product AS product ON product.id = found.product_id
JOIN catalogue_variant AS variant ON variant.product_id = product.id
ORDER BY product.id, variant.position, variant.id
