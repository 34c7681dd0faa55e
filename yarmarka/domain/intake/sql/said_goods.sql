-- Purpose: the offers of some products as they were told, each with its product. Rows: a few per product.
-- Indexes: said_thing_by_owner, said_thing_once.
SELECT offer.external_id, offer.facts AS offer, product.facts AS product
FROM intake_saidthingrow AS offer
LEFT JOIN intake_saidthingrow AS product
    ON product.seller_id = offer.seller_id AND product.kind = 'product' AND product.external_id = offer.belongs_to
WHERE offer.seller_id = %(seller_id)s AND offer.kind = 'offer' AND offer.belongs_to = ANY (%(products)s)
ORDER BY offer.external_id
