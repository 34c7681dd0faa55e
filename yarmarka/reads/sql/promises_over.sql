-- Purpose: parcels on their way whose promised day is over. Rows: at most as many as asked for, one parcel a part.
-- Index: promise_that_is_open; seller orders by key, parcels by their seller order.
SELECT DISTINCT ON (promise.to_on, promise.seller_order_id) parcel.id
FROM shipping_promisemade AS promise
JOIN orders_sellerorder AS part ON part.id = promise.seller_order_id AND part.status = 'sent'
JOIN shipping_parcel AS parcel ON parcel.seller_order_id = part.id
WHERE promise.is_current AND promise.delivered_on IS NULL AND promise.to_on < %(today)s
  AND parcel.state NOT IN (
      'delivered', 'returning', 'returned', 'lost', 'destroyed', 'seized', 'cancelled', 'exception', 'expired'
  )
ORDER BY promise.to_on, promise.seller_order_id, parcel.id DESC
LIMIT %(most)s
