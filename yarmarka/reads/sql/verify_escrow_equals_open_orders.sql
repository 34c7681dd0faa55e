-- Purpose: seller orders whose escrow is not what it should be. Rows: the wrong ones. Scans seller orders and entries.
-- While a paid order is on its way, escrow and what is held for delivery make its payment's share; before and after,
-- nothing.
WITH held AS (
    SELECT entry.seller_order_id, -sum(entry.amount_minor) AS minor
    FROM ledger_entry AS entry JOIN ledger_account AS account ON account.id = entry.account_id
    WHERE account.kind IN ('escrow', 'delivery') GROUP BY entry.seller_order_id
)
SELECT 'seller order ' || coalesce(part.id::text, held.seller_order_id::text, 'none') AS subject,
       'escrow holds ' || coalesce(held.minor, 0) || ', the order (' || coalesce(part.status, 'none') || ') wants '
       || CASE WHEN part.status IN ('to_ship', 'sent', 'delivered') THEN part.total_minor ELSE 0 END AS detail
FROM orders_sellerorder AS part FULL JOIN held ON held.seller_order_id = part.id
WHERE coalesce(held.minor, 0)
      <> CASE WHEN part.status IN ('to_ship', 'sent', 'delivered') THEN part.total_minor ELSE 0 END
ORDER BY 1
