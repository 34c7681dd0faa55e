-- Purpose: what has gone back of some seller orders. Rows: at most one each. Index: given back by seller order.
SELECT seller_order_id, sum(goods_minor)::bigint AS goods_minor, sum(delivery_minor)::bigint AS delivery_minor,
       sum(commission_minor)::bigint AS commission_minor, sum(commission_tax_minor)::bigint AS commission_tax_minor,
       sum(payout_minor)::bigint AS payout_minor, sum(covered_minor)::bigint AS covered_minor,
       sum(duty_minor)::bigint AS duty_minor, sum(import_tax_minor)::bigint AS import_tax_minor
FROM orders_givenback WHERE seller_order_id = ANY(%(ids)s::uuid[])
GROUP BY seller_order_id
