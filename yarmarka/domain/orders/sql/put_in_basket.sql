-- Purpose: add pieces of an offer to somebody's basket, making the basket if there is none, and return it.
-- Rows: one basket, with its lines. Indexes: the owner's and shop's unique key, basket_offer_once.
-- The owner's column in the place of the comment is a constant of `queries.baskets`. Two first clicks at once: one
-- makes the basket, the other waits for it at the key and then finds it.
WITH basket AS (
    INSERT INTO orders_basket (id, person_id, guest_key, storefront, deliveries, request_key, changed_at)
    VALUES (%(basket_id)s, %(person_id)s, %(guest_key)s, %(storefront)s, '{}', %(request_key)s, %(now)s)
    ON CONFLICT (/* owner */, storefront) DO UPDATE SET request_key = EXCLUDED.request_key, changed_at = EXCLUDED.changed_at
    RETURNING id, person_id, address_id, deliveries, pickup_points, request_key
), put AS (
    INSERT INTO orders_basketitem AS item (id, basket_id, offer_id, quantity, added_at)
    SELECT %(item_id)s, basket.id, %(offer_id)s, %(quantity)s, %(now)s FROM basket
    ON CONFLICT (basket_id, offer_id) DO UPDATE SET quantity = least(item.quantity + EXCLUDED.quantity, %(most)s)
    RETURNING id, basket_id, offer_id, quantity, added_at
), line AS (
    SELECT id, offer_id, quantity, added_at FROM put
    UNION ALL
    SELECT item.id, item.offer_id, item.quantity, item.added_at
    FROM basket JOIN orders_basketitem AS item ON item.basket_id = basket.id
    WHERE item.offer_id <> %(offer_id)s
)
SELECT basket.id, basket.person_id, basket.address_id, basket.deliveries, basket.pickup_points, basket.request_key,
       (SELECT array_agg(offer_id ORDER BY added_at, id) FROM line) AS offers,
       (SELECT array_agg(quantity ORDER BY added_at, id) FROM line) AS quantities
FROM basket
