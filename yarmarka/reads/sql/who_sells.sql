-- Purpose: who sells from where, and which services bring it to some countries, as one JSON value.
-- Rows: the sellers and warehouses of a batch's offers, and the services offered between their countries.
-- Index: primary keys; delivery_services_do_not_overlap is not used (few services: a scan of them).
WITH places AS MATERIALIZED (
    SELECT id, seller_id, name, country, city FROM inventory_warehouse WHERE id = ANY(%(warehouse_ids)s::uuid[])
)
SELECT json_build_object(
    'warehouses', (SELECT coalesce(json_agg(places), '[]') FROM places),
    'sellers', (
        SELECT coalesce(json_agg(seller), '[]')
        FROM (
            SELECT id, slug, trade_name, legal_name, country, kind, standing, contact_email,
                   payout_currency, payout_account, address
            FROM sellers_seller WHERE id = ANY(%(seller_ids)s::uuid[])
        ) AS seller
    ),
    'services', (
        SELECT coalesce(json_agg(service), '[]')
        FROM (
            SELECT id, carrier_id AS carrier, code, names, origin_country, destination_country, base_minor,
                   per_kg_minor, currency, max_weight_g, min_days, max_days, inspection_days
            FROM shipping_deliveryservice
            WHERE origin_country IN (SELECT country FROM places)
              AND destination_country = ANY(%(destinations)s::text[]) AND valid @> %(now)s::timestamptz
            ORDER BY id
        ) AS service
    )
)::text
