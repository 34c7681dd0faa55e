-- Purpose: a page of a seller's offers with product, stock and warehouse; or those of some ids. Rows: at most the limit.
-- Index: offer_sku_once (seller, warehouse, sku) for the seller's offers, primary keys for the rest.
SELECT offer.id, offer.product_id, offer.sku, product.titles, variant.options, coalesce(nullif(product.cover, ''), product.picture) AS picture, product.tint,
       offer.price_minor, offer.old_price_minor, offer.currency, offer.status,
       coalesce(stock.on_hand, 0) AS on_hand, coalesce(stock.held, 0) AS held,
       offer.weight_g, warehouse.name AS warehouse, offer.updated_at
FROM catalogue_offer AS offer
JOIN catalogue_product AS product ON product.id = offer.product_id
JOIN catalogue_variant AS variant ON variant.id = offer.variant_id
JOIN inventory_warehouse AS warehouse ON warehouse.id = offer.warehouse_id
LEFT JOIN inventory_stock AS stock ON stock.offer_id = offer.id
WHERE offer.seller_id = %(seller_id)s
  AND (%(ids)s::uuid[] IS NULL OR offer.id = ANY(%(ids)s::uuid[]))
  AND (%(warehouse_id)s::uuid IS NULL OR offer.warehouse_id = %(warehouse_id)s::uuid)
  AND CASE %(shown)s
          WHEN 'all' THEN true
          WHEN 'sold_out' THEN offer.status = 'active' AND coalesce(stock.on_hand - stock.held, 0) <= 0
          ELSE offer.status = %(shown)s
      END
  AND (%(words)s = '' OR offer.sku ILIKE %(words)s
       OR product.titles ->> 'ru' ILIKE %(words)s OR product.titles ->> 'en' ILIKE %(words)s
       OR product.titles ->> 'zh' ILIKE %(words)s)
ORDER BY offer.sku, offer.id
LIMIT %(limit)s OFFSET %(offset)s
