-- Purpose: what lies in the baskets of some people. Rows: one. Index: basket_once_per_person_and_shop.
SELECT count(DISTINCT basket.id) AS baskets, count(DISTINCT item.offer_id) AS offers
FROM orders_basket AS basket
JOIN orders_basketitem AS item ON item.basket_id = basket.id
WHERE basket.person_id = ANY(%(people)s::uuid[])
