-- Purpose: what keeps an account from being deleted: orders not settled, money on its way, a stall, work here.
-- Rows: the open ones. Indexes: orders by person, parts and refunds by order.
SELECT 'order' AS kind, whole.id AS order_id, whole.number AS name
FROM orders_order AS whole
WHERE whole.person_id = %(person_id)s
  AND (whole.status = 'unpaid' OR EXISTS (
      SELECT FROM orders_sellerorder AS part
      WHERE part.order_id = whole.id AND part.status IN ('to_ship', 'sent', 'delivered')))
UNION ALL
SELECT DISTINCT 'refund', whole.id, whole.number
FROM orders_order AS whole
JOIN payments_refund AS refund ON refund.order_id = whole.id
WHERE whole.person_id = %(person_id)s AND refund.status IN ('requested', 'failed')
UNION ALL
SELECT 'stall', NULL, seller.trade_name
FROM sellers_staff AS staff JOIN sellers_seller AS seller ON seller.id = staff.seller_id
WHERE staff.person_id = %(person_id)s
UNION ALL
SELECT 'work', NULL, '' FROM accounts_person WHERE id = %(person_id)s AND is_staff
