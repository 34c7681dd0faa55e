-- Purpose: note each product's lowest price among its active offers in stock, in kopecks, and how many these are.
-- Rows: products that really change, of at most one batch. Index: primary key of product, offer_by_product.
WITH rate AS (
    SELECT * FROM unnest(%(currencies)s::text[], %(rates)s::numeric[]) AS given (currency, rate)
), next AS MATERIALIZED (
    SELECT wanted.id, shelved.offer_count, shelved.reference_minor
    FROM unnest(%(product_ids)s::uuid[]) AS wanted (id)
    CROSS JOIN LATERAL (
        SELECT count(*) AS offer_count, min(round(offer.price_minor * rate.rate)) AS reference_minor
        FROM catalogue_offer AS offer
        JOIN rate ON rate.currency = offer.currency
        WHERE offer.product_id = wanted.id AND offer.status = 'active'
          AND (%(in_stock)s::uuid[] IS NULL OR offer.id = ANY (%(in_stock)s::uuid[]))
    ) AS shelved
)
UPDATE catalogue_product AS product SET offer_count = next.offer_count, reference_minor = next.reference_minor,
    updated_at = %(now)s
FROM next
WHERE product.id = next.id
  AND (product.offer_count, product.reference_minor) IS DISTINCT FROM (next.offer_count, next.reference_minor)
