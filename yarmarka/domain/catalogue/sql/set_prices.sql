-- Purpose: new prices of a seller's offers, in their own currencies. Returns the products. Rows: one for each price.
-- Index: the offer's primary key. Without its fingerprint the next feed says an offer's price again, as if for the first
-- time. Withdrawn offers and other sellers' are left alone: the caller counts.
UPDATE catalogue_offer AS offer
SET price_minor = given.price_minor, old_price_minor = given.old_price_minor, fingerprint = '', updated_at = %(now)s
FROM unnest(%(offer_ids)s::uuid[], %(price_minors)s::bigint[], %(old_price_minors)s::bigint[])
     AS given (offer_id, price_minor, old_price_minor)
WHERE offer.id = given.offer_id AND offer.seller_id = %(seller_id)s AND offer.status <> 'withdrawn'
RETURNING offer.product_id
