-- Purpose: a parcel under way for each past part of an order that has none. Rows: one per part. Numbers count from 1.
INSERT INTO shipping_parcel (
    id, order_id, seller_order_id, carrier_id, number, state, state_at, weight_g, created_at, handed_over_at
)
SELECT (left(part.id::text, 35) || '4')::uuid, part.order_id, part.id, 'simulated',
       'LP' || lpad(row_number() OVER (ORDER BY part.id)::text, 9, '0') || 'CN',
       'in_transit', part.sent_at, 500, part.sent_at, part.sent_at
FROM orders_sellerorder AS part
WHERE part.sent_at IS NOT NULL
