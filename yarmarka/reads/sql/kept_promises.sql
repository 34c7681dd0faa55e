-- Purpose: how many delivery promises were kept, and how long deliveries took, by route and week of order, for everybody
-- to see. Only weeks whose promises are all over are told, so that the quick services' are not told first. What has not
-- come counts as broken and as having taken until today.
-- Rows: routes times weeks since an instant. Index: none needed, it is asked for rarely; parts and services by key.
SELECT service.origin_country AS origin, service.destination_country AS destination,
       date_trunc('week', part.placed_at AT TIME ZONE 'UTC')::date AS week_on,
       count(*) AS due,
       count(*) FILTER (WHERE part.delivered_at::date <= part.promised_to) AS kept,
       array_agg(coalesce(part.delivered_at::date, %(today)s) - part.placed_at::date ORDER BY part.id) AS days
FROM orders_sellerorder AS part
JOIN orders_order AS whole ON whole.id = part.order_id AND whole.paid_at IS NOT NULL
JOIN shipping_deliveryservice AS service ON service.id = part.service_id
WHERE part.placed_at >= %(since)s AND part.status <> 'cancelled'
GROUP BY service.origin_country, service.destination_country, week_on
HAVING bool_and(part.promised_to < %(today)s)
ORDER BY week_on
