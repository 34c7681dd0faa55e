-- Purpose: how many days deliveries on a route took, by place, and how promises there were kept; what has not come breaks
-- its promise once that is over. Rows: one for each place. Index: none needed, it is asked for once a minute at the most;
-- parts and services by key.
SELECT sold.place,
       coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY part.delivered_at::date - part.placed_at::date), 0)::integer
           AS half_by,
       coalesce(percentile_disc(0.9) WITHIN GROUP (ORDER BY part.delivered_at::date - part.placed_at::date), 0)::integer
           AS nine_of_ten_by,
       count(part.delivered_at) AS deliveries,
       count(*) FILTER (WHERE sold.to_on < %(today)s) AS due,
       count(*) FILTER (WHERE sold.to_on < %(today)s AND part.delivered_at::date <= sold.to_on) AS kept
FROM shipping_promisemade AS sold
JOIN orders_sellerorder AS part ON part.id = sold.seller_order_id AND part.status <> 'cancelled'
JOIN shipping_deliveryservice AS service ON service.id = part.service_id
WHERE sold.reason = 'sold' AND sold.place <> '' AND sold.made_at >= %(since)s
  AND service.origin_country = %(origin)s AND service.destination_country = %(destination)s
GROUP BY sold.place
