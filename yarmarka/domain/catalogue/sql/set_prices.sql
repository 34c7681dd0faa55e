-- Purpose: new prices of a seller's offers, in their own currencies. Returns the products. Rows: one for each price.
-- Index: the offer's primary key. Without its fingerprint the next feed says an offer's price again, as if for the first
-- time. Withdrawn offers and other sellers' are left alone: the caller counts.
WITH given AS (
    SELECT * FROM unnest(%(offer_ids)s::uuid[], %(price_minors)s::bigint[], %(old_price_minors)s::bigint[])
         AS given (offer_id, price_minor, old_price_minor)
), changed AS (
UPDATE catalogue_offer AS offer
SET price_minor = given.price_minor, old_price_minor = given.old_price_minor, fingerprint = '', updated_at = %(now)s
FROM given
WHERE offer.id = given.offer_id AND offer.seller_id = %(seller_id)s AND offer.status <> 'withdrawn'
RETURNING offer.id, offer.product_id, offer.price_minor, offer.old_price_minor
), noted AS (
    INSERT INTO catalogue_cardchange (product_id, seller_id, sku, source, person_id, changes, at)
    SELECT offer.product_id, offer.seller_id, offer.sku, 'hand', %(by)s,
           jsonb_build_object('price_minor', jsonb_build_array(offer.price_minor, changed.price_minor))
           || CASE WHEN offer.old_price_minor IS DISTINCT FROM changed.old_price_minor THEN
              jsonb_build_object('old_price_minor', jsonb_build_array(offer.old_price_minor, changed.old_price_minor))
              ELSE '{}' END,
           %(now)s
    FROM changed JOIN catalogue_offer AS offer ON offer.id = changed.id -- as it was before this statement
    WHERE (offer.price_minor, offer.old_price_minor) IS DISTINCT FROM (changed.price_minor, changed.old_price_minor)
)
SELECT product_id FROM changed
