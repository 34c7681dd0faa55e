-- Purpose: services with all that their prices and dates rest on: rate bands, the legs of their lane that hold then, what
-- deliveries taught (in all, and by place), and how they reach places. Those offered within a time, or those named.
-- Rows: some hundreds for a process, each few seconds at the most. Index: the services' own; the rest by key or scans of
-- tables that stay small.
SELECT service.id, service.carrier_id AS carrier, service.code, service.names, service.origin_country,
       service.destination_country, service.base_minor, service.per_kg_minor, service.currency, service.max_weight_g,
       service.min_days, service.max_days, service.inspection_days, service.speed, service.ending, service.picks_point,
       service.cut_off, service.volume_divisor, service.max_side_mm, service.max_value_minor, service.takes_batteries,
       lower(service.valid) AS valid_from, upper(service.valid) AS valid_until, coalesce(lane.code, '') AS lane,
       (
           SELECT jsonb_agg(jsonb_build_array(
               band.up_to_g, band.up_to_value_minor, band.base_minor, band.per_kg_minor
           ) ORDER BY band.up_to_g, band.up_to_value_minor NULLS LAST)
           FROM shipping_rateband AS band WHERE band.service_id = service.id
       ) AS bands,
       (
           SELECT jsonb_agg(jsonb_build_array(
               leg.kind, leg.carrier_id, leg.min_days, leg.max_days, leg.hand_over
           ) ORDER BY leg.position)
           FROM shipping_leg AS leg WHERE leg.lane_id = service.lane_id AND leg.valid @> %(at)s::timestamptz
       ) AS legs,
       (
           SELECT jsonb_agg(jsonb_build_array(learnt.place, learnt.usual_days, learnt.sure_days, learnt.deliveries))
           FROM shipping_learntservice AS learnt
           WHERE learnt.carrier_id = service.carrier_id AND learnt.code = service.code
             AND learnt.origin_country = service.origin_country
             AND learnt.destination_country = service.destination_country
       ) AS learnt,
       (
           SELECT jsonb_agg(jsonb_build_array(
               cover.place, cover.quality, cover.extra_min_days, cover.extra_max_days, cover.season_from,
               cover.season_until, cover.notes
           ) ORDER BY cover.code)
           FROM shipping_coverage AS cover
           WHERE cover.carrier_id = service.carrier_id AND cover.code IN ('', service.code)
             AND cover.country = service.destination_country AND cover.valid @> %(at)s::timestamptz
       ) AS reach
FROM shipping_deliveryservice AS service
LEFT JOIN shipping_lane AS lane ON lane.id = service.lane_id
WHERE %(ids)s::uuid[] IS NULL AND service.valid && tstzrange(%(since)s, %(until)s) OR service.id = ANY (%(ids)s::uuid[])
ORDER BY service.id
