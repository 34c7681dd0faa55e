-- Purpose: seller orders whose escrow is not what it should be. Rows: the wrong ones. Scans seller orders and entries.
-- While a paid order is on its way, escrow and what is held for delivery make its price less what has gone back; before
-- and after, nothing.
WITH held AS (
    SELECT entry.seller_order_id, -sum(entry.amount_minor) FILTER (WHERE account.kind = 'escrow') AS goods,
           -sum(entry.amount_minor) FILTER (WHERE account.kind = 'delivery') AS delivery
    FROM ledger_entry AS entry JOIN ledger_account AS account ON account.id = entry.account_id
    WHERE account.kind IN ('escrow', 'delivery') GROUP BY entry.seller_order_id
), back AS (
    SELECT seller_order_id, sum(goods_minor) AS goods, sum(delivery_minor) AS delivery
    FROM orders_givenback GROUP BY seller_order_id
), wanted AS (
    SELECT part.id, part.status,
           CASE WHEN part.status IN ('to_ship', 'sent', 'delivered') THEN part.goods_minor - coalesce(back.goods, 0)
                ELSE 0 END AS goods,
           CASE WHEN part.status IN ('to_ship', 'sent', 'delivered') THEN part.delivery_minor - coalesce(back.delivery, 0)
                ELSE 0 END AS delivery
    FROM orders_sellerorder AS part LEFT JOIN back ON back.seller_order_id = part.id
)
SELECT 'seller order ' || coalesce(wanted.id::text, held.seller_order_id::text, 'none') AS subject,
       'held for goods ' || coalesce(held.goods, 0) || ' and delivery ' || coalesce(held.delivery, 0) || ', the order ('
       || coalesce(wanted.status, 'none') || ') wants ' || coalesce(wanted.goods, 0) || ' and '
       || coalesce(wanted.delivery, 0) AS detail
FROM wanted FULL JOIN held ON held.seller_order_id = wanted.id
WHERE coalesce(held.goods, 0) <> coalesce(wanted.goods, 0) OR coalesce(held.delivery, 0) <> coalesce(wanted.delivery, 0)
ORDER BY 1
