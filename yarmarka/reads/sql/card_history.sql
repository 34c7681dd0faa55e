-- Purpose: the changes of a product and its offers, the newest first; for a seller those of one offer of its own and of
-- what all share. Rows: at most the limit. Index: card_change_of_product.
SELECT change.at, change.sku, coalesce(seller.trade_name, '') AS seller, change.source,
       CASE WHEN %(seller_id)s::uuid IS NULL OR change.seller_id = %(seller_id)s::uuid AND NOT change.source = 'staff'
            THEN coalesce(person.email, '') ELSE '' END AS who,
       coalesce((SELECT offer.currency FROM catalogue_offer AS offer
                 WHERE offer.seller_id = change.seller_id AND offer.sku = change.sku LIMIT 1), '') AS currency,
       change.changes
FROM catalogue_cardchange AS change
LEFT JOIN sellers_seller AS seller ON seller.id = change.seller_id
LEFT JOIN accounts_person AS person ON person.id = change.person_id
WHERE change.product_id = %(product_id)s
  AND (%(seller_id)s::uuid IS NULL OR change.sku = ''
       OR change.seller_id = %(seller_id)s::uuid AND change.sku = %(sku)s)
ORDER BY change.id DESC
LIMIT %(limit)s OFFSET %(offset)s
