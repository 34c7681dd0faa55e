-- Purpose: seller orders whose holds do not fit their status or their lines. Rows: the wrong ones. Scans all three.
-- Unpaid: all pieces held. Paid and not called off: all sold but those called off. Otherwise: none held and none sold.
WITH holds AS (
    SELECT seller_order_id,
           coalesce(sum(quantity) FILTER (WHERE status = 'held'), 0) AS held,
           coalesce(sum(quantity) FILTER (WHERE status = 'sold'), 0) AS sold
    FROM inventory_hold GROUP BY seller_order_id
), off AS (
    SELECT line_id, sum(quantity) AS quantity FROM orders_lineback GROUP BY line_id
), lines AS (
    SELECT line.seller_order_id, sum(line.quantity) AS ordered, sum(line.quantity - coalesce(off.quantity, 0)) AS quantity
    FROM orders_orderline AS line LEFT JOIN off ON off.line_id = line.id GROUP BY line.seller_order_id
), wanted AS (
    SELECT part.id, part.status,
           CASE WHEN part.status = 'unpaid' THEN lines.ordered ELSE 0 END AS held,
           CASE WHEN part.status IN ('to_ship', 'sent', 'delivered', 'completed') THEN lines.quantity ELSE 0 END AS sold
    FROM orders_sellerorder AS part LEFT JOIN lines ON lines.seller_order_id = part.id
)
SELECT 'seller order ' || wanted.id AS subject,
       wanted.status || ': held ' || coalesce(holds.held, 0) || ' of ' || coalesce(wanted.held::text, 'no lines')
       || ', sold ' || coalesce(holds.sold, 0) || ' of ' || coalesce(wanted.sold::text, 'no lines') AS detail
FROM wanted LEFT JOIN holds ON holds.seller_order_id = wanted.id
WHERE coalesce(holds.held, 0) IS DISTINCT FROM wanted.held OR coalesce(holds.sold, 0) IS DISTINCT FROM wanted.sold
ORDER BY 1
