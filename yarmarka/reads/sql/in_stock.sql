-- Purpose: which offers of some products a shopper can have now, as far as stock and the seller's standing go.
-- Rows: offers of the products. Index: offer_by_product, primary keys.
SELECT offer.id
FROM catalogue_offer AS offer
JOIN inventory_stock AS stock ON stock.offer_id = offer.id AND stock.on_hand > stock.held
JOIN sellers_seller AS seller ON seller.id = offer.seller_id AND seller.standing = 'approved'
WHERE offer.product_id = ANY (%(product_ids)s)
