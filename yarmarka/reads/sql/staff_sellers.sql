-- Purpose: a page of merchants, those who wait for a decision first. Rows: at most the limit.
-- Index: seller_by_standing (standing, applied_at); counts by offer_sku_once and seller_order_queue.
SELECT seller.id, seller.slug, seller.trade_name, seller.legal_name, seller.country, seller.kind, seller.standing,
       seller.applied_at, seller.decided_at,
       (SELECT count(*) FROM catalogue_offer AS offer WHERE offer.seller_id = seller.id) AS offers,
       (SELECT count(*) FROM orders_sellerorder AS part
        WHERE part.seller_id = seller.id AND part.status IN ('to_ship', 'sent', 'delivered')) AS open_orders
FROM sellers_seller AS seller
WHERE (%(standing)s = '' OR seller.standing = %(standing)s)
  AND (%(shown)s <> 'documents' OR EXISTS (SELECT FROM documents_document AS document
       WHERE document.seller_id = seller.id AND document.status = 'waiting'))
  AND (%(country)s = '' OR seller.country = %(country)s)
  AND (%(words)s = '' OR seller.trade_name ILIKE %(words)s OR seller.legal_name ILIKE %(words)s
       OR seller.registration_number ILIKE %(words)s OR seller.tax_number ILIKE %(words)s)
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
