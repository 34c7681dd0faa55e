-- Purpose: products as a list shows them, each with its cheapest offers that can be had now, compared at the given rates.
-- Rows: as many as ids, in their order. Indexes: primary keys, also that of ratings; offer_by_product for the offers.
WITH rate AS (
    SELECT * FROM unnest(%(currencies)s::text[], %(rates)s::numeric[]) AS given (currency, rate)
), wanted AS (
    SELECT * FROM unnest(%(ids)s::uuid[]) WITH ORDINALITY AS given (id, place)
)
SELECT product.id, product.titles, product.brand, product.tint,
       coalesce(nullif(product.cover, ''), nullif(product.picture, ''), category.picture) AS picture,
       coalesce(found.offers, '[]') AS offers, coalesce(found.offer_count, 0) AS offer_count,
       coalesce(rating.total, 0) AS rating_total, coalesce(rating.count, 0) AS rating_count
FROM wanted
JOIN catalogue_product AS product ON product.id = wanted.id
JOIN catalogue_category AS category ON category.id = product.category_id
LEFT JOIN reviews_productrating AS rating ON rating.product_id = product.id
LEFT JOIN LATERAL (
    SELECT jsonb_agg(to_jsonb(there) - 'compared' - 'all_there' ORDER BY there.compared, there.id) AS offers,
           max(there.all_there) AS offer_count
    FROM (
        SELECT offer.id, offer.price_minor, offer.old_price_minor, offer.currency, offer.seller_id,
               seller.trade_name AS seller_name, seller.country, seller.kind AS seller_kind,
               warehouse.country AS sent_from, offer.weight_g, offer.hs_code,
               offer.length_mm::bigint * offer.width_mm * offer.height_mm AS volume_mm3,
               greatest(offer.length_mm, offer.width_mm, offer.height_mm) AS longest_mm,
               coalesce(record.verdict, 'too_few') AS reliability, offer.price_minor * rate.rate AS compared,
               count(*) OVER () AS all_there
        FROM catalogue_offer AS offer
        JOIN rate ON rate.currency = offer.currency
        JOIN inventory_stock AS stock ON stock.offer_id = offer.id AND stock.on_hand > stock.held
        JOIN sellers_seller AS seller ON seller.id = offer.seller_id AND seller.standing = 'approved'
        JOIN inventory_warehouse AS warehouse ON warehouse.id = offer.warehouse_id
        LEFT JOIN sellers_measuredrecord AS record ON record.seller_id = offer.seller_id
        WHERE offer.product_id = product.id AND offer.status = 'active'
          AND (%(sellers)s::uuid[] IS NULL OR offer.seller_id = ANY (%(sellers)s::uuid[]))
          AND (%(store_sellers)s::uuid[] IS NULL OR (lower(product.brand), offer.seller_id) IN
               (SELECT * FROM unnest(%(store_brands)s::text[], %(store_sellers)s::uuid[])))
        ORDER BY compared, offer.id
        LIMIT %(most)s
    ) AS there
) AS found ON true
WHERE product.is_visible
ORDER BY wanted.place
