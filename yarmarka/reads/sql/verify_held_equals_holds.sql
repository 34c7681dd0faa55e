-- Purpose: offers whose held pieces are not the sum of live holds. Rows: the wrong ones.
-- Index: hold_live_by_offer; scans the stock.
WITH live AS (
    SELECT offer_id, sum(quantity) AS quantity FROM inventory_hold WHERE status = 'held' GROUP BY offer_id
)
SELECT 'offer ' || coalesce(stock.offer_id, live.offer_id)::text AS subject,
       'held ' || coalesce(stock.held, 0) || ', live holds sum to ' || coalesce(live.quantity, 0) AS detail
FROM inventory_stock AS stock FULL JOIN live USING (offer_id)
WHERE coalesce(stock.held, 0) <> coalesce(live.quantity, 0)
ORDER BY 1
