-- Purpose: offers as a basket and an order need them, with who sells them, from where, and what is left. Rows: as many
-- as ids, and lines of the owner's basket, if one is given. Indexes: primary keys, a basket's owners and lines.
SELECT offer.id, offer.seller_id, offer.warehouse_id, offer.product_id, offer.variant_id,
       product.category_path, offer.sku, product.titles, variant.options,
       offer.price_minor, offer.currency, offer.weight_g, offer.hs_code, offer.origin_country,
       coalesce(nullif(product.cover, ''), nullif(product.picture, ''), category.picture) AS picture, product.tint,
       offer.status = 'active' AND product.is_visible AS is_active, product.brand,
       stock.on_hand - stock.held AS available,
       warehouse.name AS warehouse_name, warehouse.seller_id AS warehouse_seller_id,
       warehouse.country AS warehouse_country, warehouse.city AS warehouse_city,
       seller.slug AS seller_slug, seller.trade_name, seller.legal_name, seller.country AS seller_country,
       seller.kind AS seller_kind, seller.standing, seller.contact_email, seller.payout_currency,
       seller.payout_account, seller.address AS seller_address
FROM catalogue_offer AS offer
JOIN catalogue_product AS product ON product.id = offer.product_id
JOIN catalogue_variant AS variant ON variant.id = offer.variant_id
JOIN catalogue_category AS category ON category.id = product.category_id
JOIN inventory_warehouse AS warehouse ON warehouse.id = offer.warehouse_id
JOIN sellers_seller AS seller ON seller.id = offer.seller_id
LEFT JOIN inventory_stock AS stock ON stock.offer_id = offer.id
WHERE offer.id = ANY (ARRAY(
    SELECT unnest(%(ids)s::uuid[])
    UNION
    SELECT item.offer_id
    FROM orders_basket AS basket JOIN orders_basketitem AS item ON item.basket_id = basket.id
    WHERE basket.person_id = %(person_id)s OR basket.guest_key = %(guest_key)s
))
