-- Purpose: a carrier's parcels on their way that were neither heard of nor asked about for as long as their lane leaves them
-- alone, by what is learnt of silences on this stretch of it. Rows: at most a round; those never asked about come first, then
-- those that have waited for most of their paces. Index: none of its own; parcels on their way stay few beside all others.
WITH stretch AS (
    SELECT * FROM unnest(%(states)s::text[], %(stretches)s::text[]) AS stretch (state, stretch)
)
SELECT parcel.id, parcel.number
FROM shipping_parcel AS parcel
JOIN orders_sellerorder AS part ON part.id = parcel.seller_order_id
JOIN shipping_deliveryservice AS service ON service.id = part.service_id
JOIN stretch ON stretch.state = parcel.state
LEFT JOIN shipping_learntsilence AS learnt
    ON learnt.carrier_id = service.carrier_id AND learnt.code = service.code
    AND learnt.origin_country = service.origin_country AND learnt.destination_country = service.destination_country
    AND learnt.stretch = stretch.stretch
CROSS JOIN LATERAL (
    SELECT CASE WHEN learnt.lost_after_days IS NULL THEN %(usual)s
                ELSE least(learnt.lost_after_days * interval '1 day' / %(asks)s, %(slowest)s) END AS pace
) AS lane
WHERE parcel.carrier_id = %(carrier)s AND parcel.number <> ''
  AND parcel.handed_over_at < %(now)s - lane.pace
  AND parcel.state_at < %(now)s - lane.pace AND parcel.state_at > %(given_up)s
  AND (parcel.asked_at IS NULL OR parcel.asked_at < %(now)s - lane.pace)
ORDER BY parcel.asked_at IS NOT NULL,
         extract(epoch FROM %(now)s - parcel.asked_at) / extract(epoch FROM lane.pace) DESC, parcel.state_at
LIMIT %(limit)s
