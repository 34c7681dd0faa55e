-- Purpose: parts on their way whose promised date is over, or whose parcel is said to be lost, destroyed or back with its
-- sender, with what is known of silences like theirs. Left out is what has a case that is settled, or an open one that a
-- later finding can't change. Rows: at most a round. Index: the unsettled parts, which stay few; parcels by their part.
WITH stretch AS (
    SELECT * FROM unnest(%(states)s::text[], %(stretches)s::text[]) AS stretch (state, stretch)
)
SELECT part.id AS seller_order_id, part.order_id, parcel.id AS parcel_id, parcel.state, parcel.state_at, part.promised_to,
       learnt.lost_after_days, coalesce(learnt.ground, 'none') AS ground, coalesce(learnt.silences, 0) AS silences,
       learnt.learnt_at, open_claim.id AS open_claim,
       EXISTS (
           SELECT FROM protection_claim AS past WHERE past.seller_order_id = part.id AND past.status = 'withdrawn'
       ) AS is_waited_for
FROM orders_sellerorder AS part
JOIN shipping_parcel AS parcel ON parcel.seller_order_id = part.id AND parcel.handed_over_at IS NOT NULL
JOIN shipping_deliveryservice AS service ON service.id = part.service_id
LEFT JOIN stretch ON stretch.state = parcel.state
LEFT JOIN shipping_learntsilence AS learnt
    ON learnt.carrier_id = service.carrier_id AND learnt.code = service.code
    AND learnt.origin_country = service.origin_country AND learnt.destination_country = service.destination_country
    AND learnt.stretch = stretch.stretch
LEFT JOIN protection_claim AS open_claim
    ON open_claim.seller_order_id = part.id AND open_claim.status IN ('opened', 'contested')
WHERE part.status = 'sent' AND part.id > %(after)s
  AND (part.promised_to < %(today)s OR parcel.state IN ('lost', 'destroyed', 'returned'))
  AND parcel.state NOT IN ('delivered', 'cancelled')
  AND (open_claim.id IS NULL OR open_claim.cause = 'overdue')
  AND NOT EXISTS (
      SELECT FROM protection_claim AS settled
      WHERE settled.seller_order_id = part.id AND settled.status IN ('refunded', 'found', 'declined', 'overtaken')
  )
  AND part.total_minor > (
      SELECT coalesce(sum(goods_minor + delivery_minor + duty_minor + import_tax_minor), 0)
      FROM orders_givenback AS back WHERE back.seller_order_id = part.id
  )
ORDER BY part.id
LIMIT %(limit)s
