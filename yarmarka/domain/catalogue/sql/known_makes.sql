-- Purpose: the variants that a batch of a seller's offers may be for, by GTIN, by brand and number, and all those of
-- products that the seller's own offers of the same SKU or group are for. What was joined into another product means
-- that one: its makes come as aliases, with their own numbers and what they stand for.
-- Rows: a few per offer of the batch. Indexes: variant_gtin_once, product_by_part, primary key of product,
-- variant_options_once (product first), and the foreign key from offer to variant.
-- OFFSET 0 keeps each look-up one by index: merged into a join, and without statistics (a first import), the planner
-- would read whole tables for every batch.
WITH met AS (
    SELECT hit.product_id
    FROM json_array_elements_text(%(gtins)s::json) AS wanted (gtin)
    CROSS JOIN LATERAL (
        SELECT variant.product_id FROM catalogue_variant AS variant
        WHERE variant.gtin = wanted.gtin AND NOT variant.gtin = '' OFFSET 0
    ) AS hit
    UNION
    SELECT hit.id
    FROM json_to_recordset(%(numbers)s::json) AS wanted (brand text, part_number text)
    CROSS JOIN LATERAL (
        SELECT product.id FROM catalogue_product AS product
        WHERE lower(product.brand) = lower(wanted.brand) AND lower(product.part_number) = lower(wanted.part_number)
          AND NOT product.part_number = '' OFFSET 0
    ) AS hit
    UNION
    SELECT own.id FROM unnest(%(own_products)s::uuid[]) AS own (id)
), found AS (
    SELECT product_id FROM met
    UNION
    SELECT kept.joined_into_id
    FROM met
    CROSS JOIN LATERAL (
        SELECT own.joined_into_id FROM catalogue_product AS own WHERE own.id = met.product_id OFFSET 0
    ) AS kept
    WHERE kept.joined_into_id IS NOT NULL
)
SELECT coalesce(variant.stands_for_id, variant.id) AS variant_id, coalesce(product.joined_into_id, product.id) AS product_id,
       coalesce(variant.options, '{}') AS options, coalesce(variant.gtin, '') AS gtin,
       product.brand, product.part_number,
       coalesce((SELECT min(own.sku) FROM (
                     SELECT offer.sku, offer.seller_id FROM catalogue_offer AS offer
                     WHERE offer.variant_id = variant.id OFFSET 0
                 ) AS own WHERE own.seller_id = %(seller_id)s), '') AS own_sku,
       CASE WHEN product.described_by_id = %(seller_id)s THEN product.described_sku ELSE '' END AS author_sku,
       product.joined_into_id IS NOT NULL AS is_alias
FROM found
CROSS JOIN LATERAL (
    SELECT own.id, own.brand, own.part_number, own.described_by_id, own.described_sku, own.joined_into_id
    FROM catalogue_product AS own WHERE own.id = found.product_id OFFSET 0
) AS product
LEFT JOIN LATERAL (
    SELECT make.id, make.options, make.gtin, make.position, make.stands_for_id
    FROM catalogue_variant AS make WHERE make.product_id = found.product_id OFFSET 0
) AS variant ON true
ORDER BY is_alias, product.id, variant.position, variant.id
