-- Purpose: orders are paid for, and their sellers may ship. Rows: the orders and their parts. Indexes: primary key of
-- order, parts by order. The caller holds the orders' locks; what has moved on meanwhile stays where it is.
WITH paid AS (
    UPDATE orders_order SET status = 'paid', paid_at = %(now)s
    WHERE id = ANY (%(ids)s::uuid[]) AND status = ANY (%(order_before)s::text[])
)
UPDATE orders_sellerorder SET status = 'to_ship', closed_at = NULL
WHERE order_id = ANY (%(ids)s::uuid[]) AND status = ANY (%(part_before)s::text[])
