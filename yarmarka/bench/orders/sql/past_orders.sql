-- Purpose: past orders of one line, paid and long completed, each like one that was really placed. Rows: `first` to
-- `last`. Their keys are born within the twenty days before `now`, so that they lie in the months that there are.
WITH numbered AS MATERIALIZED (
    SELECT n, born, lpad(to_hex((extract(epoch FROM born) * 1000)::bigint), 12, '0') AS born_hex, md5(n::text) AS noise
    FROM (
        SELECT n, %(now)s::timestamptz - interval '20 days' * random() AS born
        FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
    ) AS drawn
), keyed AS MATERIALIZED (
    SELECT n, born, noise,
           (born_hex || '7' || substr(noise, 1, 3) || '8' || substr(noise, 4, 14) || '0')::uuid AS order_id,
           (born_hex || '7' || substr(noise, 1, 3) || '8' || substr(noise, 4, 14) || '1')::uuid AS part_id,
           (born_hex || '7' || substr(noise, 1, 3) || '8' || substr(noise, 4, 14) || '2')::uuid AS line_id,
           (born_hex || '7' || substr(noise, 1, 3) || '8' || substr(noise, 4, 14) || '3')::uuid AS hold_id
    FROM numbered
), heads AS (
    INSERT INTO orders_order
    SELECT past.* FROM keyed, orders_order AS template, LATERAL jsonb_populate_record(template, jsonb_build_object(
        'id', keyed.order_id, 'number', 'P' || keyed.n, 'request_key', keyed.order_id, 'status', 'paid', 'placed_at', keyed.born,
        'pay_by', keyed.born, 'paid_at', keyed.born
    )) AS past
    WHERE template.id = %(template_id)s
), parts AS (
    INSERT INTO orders_sellerorder
    SELECT past.* FROM keyed, orders_sellerorder AS template, LATERAL jsonb_populate_record(template, jsonb_build_object(
        'id', keyed.part_id, 'order_id', keyed.order_id, 'status', 'completed', 'placed_at', keyed.born, 'sent_at', keyed.born,
        'delivered_at', keyed.born, 'closed_at', keyed.born
    )) AS past
    WHERE template.order_id = %(template_id)s
), lines AS (
    INSERT INTO orders_orderline
    SELECT past.* FROM keyed, orders_orderline AS template, LATERAL jsonb_populate_record(template, jsonb_build_object(
        'id', keyed.line_id, 'order_id', keyed.order_id, 'seller_order_id', keyed.part_id
    )) AS past
    WHERE template.order_id = %(template_id)s
)
INSERT INTO inventory_hold
SELECT past.* FROM keyed, inventory_hold AS template, LATERAL jsonb_populate_record(template, jsonb_build_object(
    'id', keyed.hold_id, 'order_id', keyed.order_id, 'seller_order_id', keyed.part_id, 'status', 'sold', 'created_at', keyed.born,
    'expires_at', keyed.born, 'settled_at', keyed.born
)) AS past
WHERE template.order_id = %(template_id)s
