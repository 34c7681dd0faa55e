-- Purpose: note each product's lowest price among its active offers in stock, in kopecks, and how many these are.
-- Rows: products that really change, of at most one batch. Index: offer_by_product.
WITH rate AS (
    SELECT * FROM unnest(%(currencies)s::text[], %(rates)s::numeric[]) AS given (currency, rate)
), next AS (
    SELECT product.id, count(rate.rate) AS offer_count, min(round(offer.price_minor * rate.rate)) AS reference_minor
    FROM catalogue_product AS product
    LEFT JOIN catalogue_offer AS offer
      ON offer.product_id = product.id AND offer.status = 'active' 
     AND (%(in_stock)s::uuid[] IS NULL OR offer.id = ANY (%(in_stock)s::uuid[]))
    LEFT JOIN rate ON rate.currency = offer.currency
    WHERE product.id = ANY (%(product_ids)s::uuid[])
    GROUP BY product.id
)
UPDATE catalogue_product AS product SET offer_count = next.offer_count, reference_minor = next.reference_minor,
    updated_at = %(now)s
FROM next
WHERE product.id = next.id
  AND (product.offer_count, product.reference_minor) IS DISTINCT FROM (next.offer_count, next.reference_minor)
