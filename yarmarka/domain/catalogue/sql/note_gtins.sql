-- Purpose: note the GTIN of variants that had none. Rows: at most one batch. Index: primary key of variant.
UPDATE catalogue_variant AS variant SET gtin = noted.gtin
FROM unnest(%(variant_ids)s::uuid[], %(gtins)s::text[]) AS noted (id, gtin)
WHERE variant.id = noted.id AND variant.gtin = ''
RETURNING variant.product_id
