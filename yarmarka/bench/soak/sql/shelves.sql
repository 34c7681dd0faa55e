-- Purpose: every offer's shelf, and how many of its pieces orders have bought (by their lines, not by the stock's own
-- books). Rows: all offers. Scans lines.
SELECT stock.offer_id, stock.on_hand, stock.held, coalesce(bought.pieces, 0)::bigint AS bought
FROM inventory_stock AS stock LEFT JOIN (
    SELECT line.offer_id, sum(line.quantity) AS pieces
    FROM orders_orderline AS line JOIN orders_sellerorder AS part ON part.id = line.seller_order_id
    WHERE part.status IN ('to_ship', 'sent', 'delivered', 'completed') GROUP BY line.offer_id
) AS bought USING (offer_id)
