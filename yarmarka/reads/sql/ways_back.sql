-- Purpose: how far parts that have left come back: their parcel turned round, or was called back. Rows: at most one per part.
-- Index: seller orders by key; parcels, recalls and what was given back by their seller order. A recall that came too late
-- says nothing, and of closed parts only those that were called back are told: a claim says how others ended.
SELECT part.id,
       CASE
           WHEN recall.status IS NOT NULL AND part.total_minor <= back.minor THEN 'refunded'
           WHEN recall.status = 'back' OR parcel.state = 'returned' THEN 'returned'
           WHEN recall.status = 'agreed' OR parcel.state = 'returning' THEN 'returning'
           ELSE 'called_back'
       END
FROM orders_sellerorder AS part
LEFT JOIN LATERAL (
    SELECT box.state FROM shipping_parcel AS box
    WHERE box.seller_order_id = part.id AND box.state <> 'cancelled' ORDER BY box.id DESC LIMIT 1
) AS parcel ON true
LEFT JOIN LATERAL (
    SELECT called.status FROM shipping_recall AS called
    WHERE called.seller_order_id = part.id AND called.status <> 'missed' ORDER BY called.id DESC LIMIT 1
) AS recall ON true
CROSS JOIN LATERAL (
    SELECT coalesce(sum(goods_minor + delivery_minor + duty_minor + import_tax_minor), 0) AS minor
    FROM orders_givenback AS gone WHERE gone.seller_order_id = part.id
) AS back
WHERE part.id = ANY(%(ids)s)
  AND CASE part.status
          WHEN 'sent' THEN recall.status IS NOT NULL OR parcel.state IN ('returning', 'returned')
          ELSE part.delivered_at IS NULL AND recall.status IS NOT NULL
      END
