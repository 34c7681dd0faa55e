-- Purpose: what has gone back of each line of some seller orders. Rows: at most one a line.
-- Index: given back by seller order, lines back by what they belong to.
SELECT part.line_id, whole.seller_order_id, sum(part.quantity)::bigint AS quantity,
       sum(part.goods_minor)::bigint AS goods_minor, sum(part.commission_minor)::bigint AS commission_minor,
       sum(part.commission_tax_minor)::bigint AS commission_tax_minor
FROM orders_givenback AS whole JOIN orders_lineback AS part ON part.given_back_id = whole.id
WHERE whole.seller_order_id = ANY(%(ids)s::uuid[])
GROUP BY part.line_id, whole.seller_order_id
