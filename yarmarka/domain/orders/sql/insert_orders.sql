-- Purpose: write new orders with their sellers' parts and lines; refused whole where a request key is known.
-- Rows: as many as given. `orders` is JSON: a list of NewOrder as it nests, read level by level.
-- Index: order_once_per_request. A request that runs twice at once waits here for the first one's commit; in the
-- order of the keys, so that two batches which share some can't wait for each other in a circle.
WITH incoming AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%(orders)s::json) AS incoming (
        id uuid, number text, person_id uuid, request_key uuid, request_hash text, email text, locale text,
        currency text, goods_minor bigint, delivery_minor bigint, total_minor bigint, address jsonb,
        pay_by timestamptz, storefront text, seller_orders json, duty_minor bigint, import_tax_minor bigint
    )
), written AS (
    INSERT INTO orders_order (
        id, number, person_id, request_key, request_hash, status, email, locale, currency,
        goods_minor, delivery_minor, total_minor, address, placed_at, pay_by, storefront, duty_minor, import_tax_minor
    )
    SELECT
        id, number, person_id, request_key, request_hash, 'unpaid', email, locale, currency,
        goods_minor, delivery_minor, total_minor, address, %(placed_at)s, pay_by, storefront, duty_minor, import_tax_minor
    FROM incoming
    ORDER BY person_id, request_key
), parts AS MATERIALIZED (
    SELECT incoming.id AS order_id, incoming.currency, part.*
    FROM incoming
    CROSS JOIN LATERAL ROWS FROM (json_to_recordset(incoming.seller_orders) AS (
        id uuid, seller_id uuid, service_id uuid, service_names jsonb, goods_minor bigint, delivery_minor bigint,
        total_minor bigint, commission_minor bigint, commission_tax_minor bigint, commission_tax_rule_id uuid,
        net_minor bigint, payout_currency text, payout_rate numeric, payout_rate_id uuid,
        payout_spread_basis_points integer, payout_spread_rule_id uuid, payout_minor bigint,
        promised_from date, promised_to date, inspection_days smallint, weight_g integer, lines json,
        duty_minor bigint, import_tax_minor bigint, duty_to text, customs jsonb,
        promise_basis text, promise_deliveries integer, pickup jsonb
    )) WITH ORDINALITY AS part (
        id, seller_id, service_id, service_names, goods_minor, delivery_minor,
        total_minor, commission_minor, commission_tax_minor, commission_tax_rule_id,
        net_minor, payout_currency, payout_rate, payout_rate_id,
        payout_spread_basis_points, payout_spread_rule_id, payout_minor,
        promised_from, promised_to, inspection_days, weight_g, lines,
        duty_minor, import_tax_minor, duty_to, customs, promise_basis, promise_deliveries, pickup, place
    )
), written_parts AS (
    INSERT INTO orders_sellerorder (
        id, order_id, seller_id, position, status, service_id, service_names, currency,
        goods_minor, delivery_minor, total_minor, commission_minor,
        commission_tax_minor, commission_tax_rule_id, net_minor,
        payout_currency, payout_rate, payout_rate_row_id,
        payout_spread_basis_points, payout_spread_rule_id, payout_minor,
        promised_from, promised_to, inspection_days, weight_g, placed_at, cancel_reason,
        duty_minor, import_tax_minor, duty_to, customs, promise_basis, promise_deliveries, pickup
    )
    SELECT
        id, order_id, seller_id, place - 1, 'unpaid', service_id, service_names, currency,
        goods_minor, delivery_minor, total_minor, commission_minor,
        commission_tax_minor, commission_tax_rule_id, net_minor,
        payout_currency, payout_rate, payout_rate_id,
        payout_spread_basis_points, payout_spread_rule_id, payout_minor,
        promised_from, promised_to, inspection_days, weight_g, %(placed_at)s, '',
        duty_minor, import_tax_minor, duty_to, customs, promise_basis, promise_deliveries, pickup
    FROM parts
)
INSERT INTO orders_orderline (
    id, order_id, seller_order_id, offer_id, product_id, sku, titles, options, picture, tint,
    quantity, weight_g, hs_code, origin_country, offer_unit_minor, offer_currency, rate, rate_row_id,
    unit_minor, total_minor, commission_rule_id, commission_minor, commission_tax_minor, duty_minor, import_tax_minor,
    sides_mm
)
SELECT
    line.id, parts.order_id, parts.id, offer_id, product_id, sku, titles, options, picture, tint,
    quantity, line.weight_g, hs_code, origin_country, offer_unit_minor, offer_currency, rate, rate_id,
    unit_minor, line.total_minor, commission_rule_id, line.commission_minor, line.commission_tax_minor,
    line.duty_minor, line.import_tax_minor, line.sides_mm
FROM parts
CROSS JOIN LATERAL json_to_recordset(parts.lines) AS line (
    id uuid, offer_id uuid, product_id uuid, sku text, titles jsonb, options jsonb, picture text, tint smallint,
    quantity integer, weight_g integer, hs_code text, origin_country text, offer_unit_minor bigint,
    offer_currency text, rate numeric, rate_id uuid, unit_minor bigint, total_minor bigint,
    commission_rule_id uuid, commission_minor bigint, commission_tax_minor bigint,
    duty_minor bigint, import_tax_minor bigint, sides_mm integer[]
)
