-- Purpose: somebody's basket in a shop, with its lines. Rows: one, or none. Indexes: the owner's and shop's unique key, basket_offer_once.
-- The owner's column in the place of the comment is a constant of `queries.baskets`.
SELECT basket.id, basket.person_id, basket.address_id, basket.deliveries, basket.pickup_points, basket.request_key,
       coalesce(line.offers, '{}') AS offers, coalesce(line.quantities, '{}') AS quantities
FROM orders_basket AS basket
CROSS JOIN LATERAL (
    SELECT array_agg(item.offer_id ORDER BY item.added_at, item.id) AS offers,
           array_agg(item.quantity ORDER BY item.added_at, item.id) AS quantities
    FROM orders_basketitem AS item WHERE item.basket_id = basket.id
) AS line
WHERE basket./* owner */ = %(owner)s AND basket.storefront = %(storefront)s
