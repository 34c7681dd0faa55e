-- Purpose: every order, and what of its money it may keep: its parts that were not called off. Rows: all orders.
SELECT head.id, head.request_key::text AS key, head.status,
       coalesce(sum(part.total_minor) FILTER (WHERE part.status IN ('to_ship', 'sent', 'delivered', 'completed')), 0)::bigint
           AS keeps_minor
FROM orders_order AS head LEFT JOIN orders_sellerorder AS part ON part.order_id = head.id
GROUP BY head.id
