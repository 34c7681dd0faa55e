-- Purpose: how many offers of a seller stand where. Rows: one.
-- Index: offer_sku_once (seller, …), stock by primary key.
SELECT count(*) AS all,
       count(*) FILTER (WHERE offer.status = 'active') AS active,
       count(*) FILTER (WHERE offer.status = 'active' AND coalesce(stock.on_hand - stock.held, 0) <= 0) AS sold_out,
       count(*) FILTER (WHERE offer.status = 'paused') AS paused,
       count(*) FILTER (WHERE offer.status = 'held') AS held,
       count(*) FILTER (WHERE offer.status = 'withdrawn') AS withdrawn
FROM catalogue_offer AS offer
LEFT JOIN inventory_stock AS stock ON stock.offer_id = offer.id
WHERE offer.seller_id = %(seller_id)s
