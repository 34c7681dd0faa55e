-- Purpose: when paid parts of orders were ordered, promised and delivered, by service and place, to learn from and to account for.
-- Rows: at most as many as asked for, the newest. Index: order_by_placed or a scan at night; parts and services by key.
SELECT service.carrier_id AS carrier, service.code, service.origin_country, service.destination_country,
       part.placed_at::date AS ordered_on, part.promised_to, part.delivered_at::date AS delivered_on,
       coalesce(sold.place, '') AS place
FROM orders_sellerorder AS part
JOIN orders_order AS whole ON whole.id = part.order_id AND whole.paid_at IS NOT NULL
JOIN shipping_deliveryservice AS service ON service.id = part.service_id
LEFT JOIN shipping_promisemade AS sold ON sold.seller_order_id = part.id AND sold.reason = 'sold'
WHERE part.placed_at >= %(since)s AND part.placed_at < %(until)s AND part.status <> 'cancelled'
ORDER BY part.placed_at DESC
LIMIT %(most)s
