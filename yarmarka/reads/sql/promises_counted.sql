-- Purpose: what became of the promises made at sale since an instant, by service, lane and week or month of the order:
-- those whose day is over, those kept, and of each how many days it took and by how many it was late. What has not come
-- breaks its promise and has taken until today. What was called off counts only when its promised day was over by then.
-- Rows: services times weeks and months. Index: seller orders by key, which is born with them; the rest by key. It is
-- asked for once a night.
WITH sold AS (
    SELECT service.carrier_id AS carrier, service.code, coalesce(lane.code, '') AS lane, service.origin_country,
           service.destination_country, dates.ordered_on, part.promised_to - dates.ordered_on AS promised_days,
           part.promised_to < %(today)s AS is_over,
           dates.came_on IS NOT NULL AS has_come,
           coalesce(dates.came_on, dates.off_on, %(today)s) - dates.ordered_on AS took,
           greatest(0, coalesce(dates.came_on, dates.off_on, %(today)s) - part.promised_to) AS late
    FROM orders_sellerorder AS part
    JOIN orders_order AS whole ON whole.id = part.order_id AND whole.paid_at IS NOT NULL
    JOIN shipping_deliveryservice AS service ON service.id = part.service_id
    LEFT JOIN shipping_lane AS lane ON lane.id = service.lane_id
    CROSS JOIN LATERAL (
        SELECT (part.placed_at AT TIME ZONE 'UTC')::date AS ordered_on,
               (coalesce(part.delivered_at, CASE WHEN part.status = 'completed' THEN part.closed_at END)
                   AT TIME ZONE 'UTC')::date AS came_on,
               (CASE WHEN part.status = 'cancelled' THEN part.closed_at END AT TIME ZONE 'UTC')::date AS off_on
    ) AS dates
    WHERE part.id >= %(first)s AND (dates.off_on IS NULL OR dates.off_on > part.promised_to)
), counted AS (
    SELECT carrier, code, lane, origin_country, destination_country, spans.span, spans.begins_on, is_over, has_come, took,
           late, count(*) AS parcels, sum(promised_days) AS promised_days
    FROM sold
    CROSS JOIN LATERAL (VALUES ('week', date_trunc('week', ordered_on)::date),
                               ('month', date_trunc('month', ordered_on)::date)) AS spans (span, begins_on)
    WHERE spans.begins_on >= %(since)s
    GROUP BY carrier, code, lane, origin_country, destination_country, spans.span, spans.begins_on, is_over, has_come,
             took, late
)
SELECT carrier, code, lane, origin_country, destination_country, span, begins_on,
       coalesce(sum(parcels) FILTER (WHERE is_over), 0)::integer AS due,
       coalesce(sum(parcels) FILTER (WHERE is_over AND has_come AND late = 0), 0)::integer AS kept,
       coalesce(sum(parcels) FILTER (WHERE is_over AND NOT has_come), 0)::integer AS not_come,
       coalesce(sum(parcels) FILTER (WHERE NOT is_over), 0)::integer AS not_over,
       coalesce(sum(promised_days) FILTER (WHERE is_over), 0)::bigint AS promised_days,
       coalesce(jsonb_agg(jsonb_build_array(took, late, parcels)) FILTER (WHERE is_over), '[]') AS outcomes
FROM counted
GROUP BY carrier, code, lane, origin_country, destination_country, span, begins_on
ORDER BY begins_on, carrier, code
