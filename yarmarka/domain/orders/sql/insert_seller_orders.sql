-- Purpose: write the sellers' parts of new orders and their lines. Rows: as many as given. Index: none needed.
WITH parts AS (
    INSERT INTO orders_sellerorder (
        id, order_id, seller_id, position, status, service_id, service_names, currency,
        goods_minor, delivery_minor, total_minor, commission_minor,
        commission_tax_minor, commission_tax_rule_id, net_minor,
        payout_currency, payout_rate, payout_rate_row_id,
        payout_spread_basis_points, payout_spread_rule_id, payout_minor,
        promised_from, promised_to, inspection_days, weight_g, placed_at, cancel_reason
    )
    SELECT
        id, order_id, seller_id, position, 'unpaid', service_id, service_names, currency,
        goods_minor, delivery_minor, total_minor, commission_minor,
        commission_tax_minor, commission_tax_rule_id, net_minor,
        payout_currency, payout_rate, payout_rate_id,
        payout_spread_basis_points, payout_spread_rule_id, payout_minor,
        promised_from, promised_to, inspection_days, weight_g, %(placed_at)s, ''
    FROM unnest(
        %(part_id)s::uuid[], %(part_order_id)s::uuid[], %(part_seller_id)s::uuid[], %(part_position)s::smallint[],
        %(part_service_id)s::uuid[], %(part_service_names)s::jsonb[], %(part_currency)s::text[],
        %(part_goods_minor)s::bigint[], %(part_delivery_minor)s::bigint[], %(part_total_minor)s::bigint[],
        %(part_commission_minor)s::bigint[], %(part_commission_tax_minor)s::bigint[],
        %(part_commission_tax_rule_id)s::uuid[], %(part_net_minor)s::bigint[], %(part_payout_currency)s::text[],
        %(part_payout_rate)s::numeric[], %(part_payout_rate_id)s::uuid[],
        %(part_payout_spread_basis_points)s::integer[], %(part_payout_spread_rule_id)s::uuid[],
        %(part_payout_minor)s::bigint[],
        %(part_promised_from)s::date[], %(part_promised_to)s::date[], %(part_inspection_days)s::smallint[],
        %(part_weight_g)s::integer[]
    ) AS part (
        id, order_id, seller_id, position, service_id, service_names, currency,
        goods_minor, delivery_minor, total_minor, commission_minor,
        commission_tax_minor, commission_tax_rule_id, net_minor,
        payout_currency, payout_rate, payout_rate_id,
        payout_spread_basis_points, payout_spread_rule_id, payout_minor,
        promised_from, promised_to, inspection_days, weight_g
    )
)
INSERT INTO orders_orderline (
    id, order_id, seller_order_id, offer_id, product_id, sku, titles, options, picture, tint,
    quantity, weight_g, hs_code, origin_country, offer_unit_minor, offer_currency, rate, rate_row_id,
    unit_minor, total_minor, commission_rule_id, commission_minor, commission_tax_minor
)
SELECT *
FROM unnest(
    %(line_id)s::uuid[], %(line_order_id)s::uuid[], %(line_seller_order_id)s::uuid[], %(line_offer_id)s::uuid[],
    %(line_product_id)s::uuid[], %(line_sku)s::text[], %(line_titles)s::jsonb[], %(line_options)s::jsonb[],
    %(line_picture)s::text[], %(line_tint)s::smallint[], %(line_quantity)s::integer[], %(line_weight_g)s::integer[],
    %(line_hs_code)s::text[], %(line_origin_country)s::text[], %(line_offer_unit_minor)s::bigint[],
    %(line_offer_currency)s::text[], %(line_rate)s::numeric[], %(line_rate_id)s::uuid[],
    %(line_unit_minor)s::bigint[], %(line_total_minor)s::bigint[], %(line_commission_rule_id)s::uuid[],
    %(line_commission_minor)s::bigint[], %(line_commission_tax_minor)s::bigint[]
)
