-- Purpose: when paid parts of orders were ordered, promised and delivered, by service and place, to learn from.
-- Rows: of each service to each place at most as many as asked for, evenly spread over time; stands_for says of how many each
--   is one. Index: order_by_placed or a scan at night; parts and services by key.
SELECT carrier, code, origin_country, destination_country, ordered_on, promised_to, delivered_on, place,
       greatest(1.0, size::float8 / %(most)s) AS stands_for
FROM (
    SELECT service.carrier_id AS carrier, service.code, service.origin_country, service.destination_country,
           part.placed_at, part.placed_at::date AS ordered_on, part.promised_to, part.delivered_at::date AS delivered_on,
           coalesce(sold.place, '') AS place,
           count(*) OVER there AS size,
           row_number() OVER (there ORDER BY part.placed_at, part.id) AS number
    FROM orders_sellerorder AS part
    JOIN orders_order AS whole ON whole.id = part.order_id AND whole.paid_at IS NOT NULL
    JOIN shipping_deliveryservice AS service ON service.id = part.service_id
    LEFT JOIN shipping_promisemade AS sold ON sold.seller_order_id = part.id AND sold.reason = 'sold'
    WHERE part.placed_at >= %(since)s AND part.placed_at < %(until)s AND part.status <> 'cancelled'
    WINDOW there AS (PARTITION BY service.id, coalesce(sold.place, ''))
) AS counted
-- The last order is one of those that stay: number * most / size grows by one each size / most orders.
WHERE size <= %(most)s OR number * %(most)s / size > (number - 1) * %(most)s / size
ORDER BY placed_at
