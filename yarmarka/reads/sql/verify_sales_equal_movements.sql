-- Purpose: seller orders whose sold pieces did not leave the shelf once. Rows: the wrong ones. Scans both.
WITH moved AS (
    SELECT cause_id, -sum(quantity) AS quantity FROM inventory_stockmovement
    WHERE kind IN ('sale', 'return') GROUP BY cause_id
), sold AS (
    SELECT seller_order_id, sum(quantity) AS quantity FROM inventory_hold
    WHERE status = 'sold' GROUP BY seller_order_id
)
SELECT 'seller order ' || coalesce(sold.seller_order_id::text, moved.cause_id::text, 'none') AS subject,
       'sold ' || coalesce(sold.quantity, 0) || ', left the shelf ' || coalesce(moved.quantity, 0) AS detail
FROM sold FULL JOIN moved ON moved.cause_id = sold.seller_order_id
WHERE coalesce(sold.quantity, 0) <> coalesce(moved.quantity, 0)
ORDER BY 1
