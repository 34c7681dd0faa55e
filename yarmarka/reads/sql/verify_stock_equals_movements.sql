-- Purpose: offers whose stock on hand is not the sum of what moved it. Rows: the wrong ones. Scans both.
WITH moved AS (
    SELECT offer_id, sum(quantity) AS quantity FROM inventory_stockmovement GROUP BY offer_id
)
SELECT 'offer ' || coalesce(stock.offer_id, moved.offer_id)::text AS subject,
       'on hand ' || coalesce(stock.on_hand, 0) || ', movements sum to ' || coalesce(moved.quantity, 0) AS detail
FROM inventory_stock AS stock FULL JOIN moved USING (offer_id)
WHERE coalesce(stock.on_hand, 0) <> coalesce(moved.quantity, 0)
ORDER BY 1
