-- Purpose: from each word that carriers said of parcels to the next one, by service and stretch, to learn from. A parcel that
-- ended as lost or destroyed, or was silent until nobody waits any more, was never heard of again after its last word.
-- Rows: about ten per parcel, the newest so many parcels. Index: the parcels' and events' keys; for a job at night.
WITH parcel AS (
    SELECT id, state, seller_order_id
    FROM shipping_parcel
    WHERE handed_over_at >= %(since)s AND handed_over_at < %(until)s AND state <> 'cancelled'
    ORDER BY handed_over_at DESC
    LIMIT %(most)s
), stretch AS (
    SELECT * FROM unnest(%(states)s::text[], %(stretches)s::text[]) AS stretch (state, stretch)
), said AS (
    SELECT parcel.id, parcel.state AS stands, parcel.seller_order_id, event.state, event.occurred_at,
           lead(event.occurred_at) OVER words AS next_at, lead(event.state) OVER words AS next_state
    FROM parcel JOIN shipping_parcelevent AS event ON event.parcel_id = parcel.id
    WHERE event.occurred_at < %(until)s
    WINDOW words AS (PARTITION BY parcel.id ORDER BY event.occurred_at, event.id)
), ended AS (
    SELECT said.*, stretch.stretch,
           next_at IS NOT NULL AND next_state NOT IN ('lost', 'destroyed') AS is_over,
           coalesce(next_state IN ('lost', 'destroyed'), false)
           OR (next_at IS NULL AND occurred_at < %(given_up_before)s) AS is_lost
    FROM said JOIN stretch ON stretch.state = said.state
)
SELECT service.carrier_id AS carrier, service.code, service.origin_country, service.destination_country, ended.stretch,
       extract(day FROM coalesce(next_at, %(until)s) - occurred_at)::int AS days, is_over, is_lost,
       extract(day FROM %(until)s - occurred_at)::int AS age_days
FROM ended
JOIN orders_sellerorder AS part ON part.id = ended.seller_order_id
JOIN shipping_deliveryservice AS service ON service.id = part.service_id
