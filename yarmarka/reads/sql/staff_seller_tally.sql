-- Purpose: how much one merchant trades. Rows: one.
-- Index: offer_sku_once and seller_order_queue, both led by the seller.
SELECT offers.*, parts.*
FROM (SELECT count(*) AS offers, count(*) FILTER (WHERE status = 'active') AS active_offers
      FROM catalogue_offer WHERE seller_id = %(seller_id)s) AS offers,
     (SELECT count(*) FILTER (WHERE status = 'to_ship') AS to_ship,
             count(*) FILTER (WHERE status = 'sent') AS sent,
             count(*) FILTER (WHERE status = 'delivered') AS delivered,
             count(*) FILTER (WHERE status = 'completed') AS completed,
             count(*) FILTER (WHERE status = 'cancelled') AS cancelled
      FROM orders_sellerorder WHERE seller_id = %(seller_id)s) AS parts
