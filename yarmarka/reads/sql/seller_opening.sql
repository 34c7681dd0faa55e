-- Purpose: how far a seller has come in opening its stall. Rows: one.
-- Index: warehouse by seller, offer_sku_once (seller, …), order parts by seller; pictures are looked for among the seller's
-- own products; document_newest_once.
SELECT EXISTS (SELECT FROM inventory_warehouse WHERE seller_id = %(seller_id)s) AS has_warehouse,
       EXISTS (SELECT FROM catalogue_offer WHERE seller_id = %(seller_id)s AND status <> 'withdrawn') AS has_goods,
       EXISTS (SELECT FROM catalogue_offer AS offer
               JOIN catalogue_product AS product ON product.id = offer.product_id
               WHERE offer.seller_id = %(seller_id)s AND product.cover <> '') AS has_pictures,
       EXISTS (SELECT FROM catalogue_offer WHERE seller_id = %(seller_id)s AND status = 'active' AND hs_code <> '') AS has_codes,
       EXISTS (SELECT FROM orders_sellerorder WHERE seller_id = %(seller_id)s
               AND status IN ('sent', 'delivered', 'completed')) AS has_sent,
       (SELECT coalesce(jsonb_object_agg(kind, status), '{}') FROM documents_document
        WHERE seller_id = %(seller_id)s AND status <> 'replaced') AS documents
