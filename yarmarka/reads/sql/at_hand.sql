-- Purpose: offers as a basket and an order need them, with who sells them, from where, and what is left (if it `counts`),
-- as one JSON value. Rows: as many as ids, and lines of the owner's basket in a storefront, if an owner is given.
-- Indexes: primary keys, a basket's owners and lines.
WITH collected AS MATERIALIZED (
    SELECT item.offer_id, item.quantity, item.added_at, item.id
    FROM orders_basket AS basket JOIN orders_basketitem AS item ON item.basket_id = basket.id
    WHERE (basket.person_id = %(person_id)s OR basket.guest_key = %(guest_key)s) AND basket.storefront = %(storefront)s
), goods AS MATERIALIZED (
    SELECT offer.id, offer.seller_id, offer.warehouse_id, offer.product_id, offer.variant_id,
           product.category_path, offer.sku, product.titles, variant.options,
           offer.price_minor, offer.currency, offer.weight_g, offer.hs_code, offer.origin_country,
           coalesce(nullif(product.cover, ''), nullif(product.picture, ''), category.picture) AS picture, product.tint,
           offer.status = 'active' AND product.is_visible AS is_active, product.brand,
           offer.length_mm::bigint * offer.width_mm * offer.height_mm AS volume_mm3,
           greatest(offer.length_mm, offer.width_mm, offer.height_mm) AS longest_mm,
           CASE WHEN offer.length_mm > 0 THEN ARRAY[offer.length_mm, offer.width_mm, offer.height_mm] END AS sides_mm
    FROM catalogue_offer AS offer
    JOIN catalogue_product AS product ON product.id = offer.product_id
    JOIN catalogue_variant AS variant ON variant.id = offer.variant_id
    JOIN catalogue_category AS category ON category.id = product.category_id
    WHERE offer.id = ANY (ARRAY(
        SELECT unnest(%(ids)s::uuid[]) UNION SELECT offer_id FROM collected
    ))
)
SELECT json_build_object(
    'offers', (SELECT coalesce(json_agg(goods), '[]') FROM goods),
    'sellers', (
        SELECT coalesce(json_agg(seller), '[]')
        FROM (
            SELECT id, slug, trade_name, legal_name, country, kind, standing, contact_email,
                   payout_currency, payout_account, address
            FROM sellers_seller WHERE id = ANY (ARRAY(SELECT DISTINCT seller_id FROM goods))
        ) AS seller
    ),
    'warehouses', (
        SELECT coalesce(json_agg(place), '[]')
        FROM (
            SELECT id, seller_id, name, country, city
            FROM inventory_warehouse WHERE id = ANY (ARRAY(SELECT DISTINCT warehouse_id FROM goods))
        ) AS place
    ),
    'stock', CASE WHEN %(counts)s THEN (
        SELECT coalesce(json_object_agg(offer_id, on_hand - held), '{}')
        FROM inventory_stock WHERE offer_id = ANY (ARRAY(SELECT id FROM goods))
    ) ELSE '{}'::json END,
    'in_basket', (
        SELECT coalesce(
            json_agg(json_build_object('offer_id', offer_id, 'quantity', quantity) ORDER BY added_at, id), '[]')
        FROM collected
    )
)::text
