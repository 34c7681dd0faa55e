-- Purpose: note each product's lowest price among its active offers in stock, in kopecks, and how many these are; and
-- the price of each such offer, for shops that sell only some sellers' offers.
-- Rows: products and offers that really change, of at most one batch. Index: primary keys, offer_by_product.
WITH rate AS (
    SELECT * FROM unnest(%(currencies)s::text[], %(rates)s::numeric[]) AS given (currency, rate)
), priced AS MATERIALIZED (
    SELECT offer.id, offer.product_id, offer.reference_minor AS before,
           CASE WHEN offer.status = 'active'
                 AND (%(in_stock)s::uuid[] IS NULL OR offer.id = ANY (%(in_stock)s::uuid[]))
                THEN round(offer.price_minor * rate.rate)::bigint END AS reference_minor
    FROM unnest(%(product_ids)s::uuid[]) AS wanted (id)
    JOIN catalogue_offer AS offer ON offer.product_id = wanted.id
    LEFT JOIN rate ON rate.currency = offer.currency
), noted AS (
    UPDATE catalogue_offer AS offer SET reference_minor = priced.reference_minor
    FROM priced
    WHERE offer.id = priced.id AND priced.before IS DISTINCT FROM priced.reference_minor
), next AS MATERIALIZED (
    SELECT wanted.id, count(priced.reference_minor) AS offer_count, min(priced.reference_minor) AS reference_minor
    FROM unnest(%(product_ids)s::uuid[]) AS wanted (id)
    LEFT JOIN priced ON priced.product_id = wanted.id
    GROUP BY wanted.id
)
UPDATE catalogue_product AS product SET offer_count = next.offer_count, reference_minor = next.reference_minor,
    updated_at = %(now)s
FROM next
WHERE product.id = next.id
  AND (product.offer_count, product.reference_minor) IS DISTINCT FROM (next.offer_count, next.reference_minor)
