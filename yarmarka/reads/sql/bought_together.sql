-- Purpose: which products the same people bought in one order, each with its firmest companions. Runs by night: it reads
-- all paid orders of half a year once, and joins them to themselves within an order of few products. Rows: at most `most`
-- for each product. Indexes: primary keys; the lines' index by order.
WITH bought AS MATERIALIZED (
    SELECT DISTINCT line.order_id, shopper_order.person_id, line.product_id
    FROM orders_order AS shopper_order
    JOIN orders_orderline AS line ON line.order_id = shopper_order.id
    JOIN orders_sellerorder AS part ON part.id = line.seller_order_id AND part.status NOT IN ('unpaid', 'cancelled', 'lapsed')
    WHERE shopper_order.paid_at >= %(since)s
), small AS (
    SELECT order_id FROM bought GROUP BY order_id HAVING count(*) BETWEEN 2 AND %(largest)s
), buyers AS (
    SELECT product_id, count(DISTINCT person_id) AS shoppers FROM bought GROUP BY product_id
), pairs AS (
    SELECT one.product_id, other.product_id AS other_id, count(DISTINCT one.person_id) AS shoppers
    FROM small
    JOIN bought AS one ON one.order_id = small.order_id
    JOIN bought AS other ON other.order_id = small.order_id AND other.product_id <> one.product_id
    GROUP BY one.product_id, other.product_id
    HAVING count(DISTINCT one.person_id) >= %(least)s
), weighed AS (
    SELECT pairs.product_id, pairs.other_id, pairs.shoppers,
           least(1.0, pairs.shoppers / sqrt(mine.shoppers::float8 * theirs.shoppers)) AS strength
    FROM pairs
    JOIN buyers AS mine ON mine.product_id = pairs.product_id
    JOIN buyers AS theirs ON theirs.product_id = pairs.other_id
), placed AS (
    SELECT weighed.*, row_number() OVER (PARTITION BY product_id ORDER BY strength DESC, shoppers DESC, other_id) AS place
    FROM weighed
)
SELECT product_id, other_id, shoppers, strength FROM placed WHERE place <= %(most)s ORDER BY product_id, place
