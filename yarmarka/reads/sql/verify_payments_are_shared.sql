-- Purpose: seller orders whose share of a payment is not their total once paid (less what was never captured) and
-- nothing before, and payments whose shares lose or add a kopeck. Rows: the wrong ones. Scans seller orders and shares.
WITH spared AS (
    SELECT seller_order_id, sum(goods_minor + delivery_minor + duty_minor + import_tax_minor) AS minor
    FROM orders_givenback WHERE cause = 'not_captured' GROUP BY 1
)
SELECT 'seller order ' || part.id AS subject,
       'its share is ' || coalesce(share.amount_minor::text, 'missing') || ', its total ' || part.total_minor || ', its order ' || head.status AS detail
FROM orders_sellerorder AS part
JOIN orders_order AS head ON head.id = part.order_id
LEFT JOIN payments_paymentshare AS share ON share.seller_order_id = part.id
LEFT JOIN spared ON spared.seller_order_id = part.id
WHERE share.amount_minor IS DISTINCT FROM
      CASE WHEN head.status = 'paid' AND part.total_minor <> coalesce(spared.minor, 0)
           THEN part.total_minor - coalesce(spared.minor, 0) END
UNION ALL
SELECT 'payment attempt ' || attempt.id,
       'shares sum to ' || sum(share.amount_minor) || ' of ' || coalesce(attempt.capture_minor, attempt.amount_minor)
FROM payments_paymentshare AS share JOIN payments_paymentattempt AS attempt ON attempt.id = share.attempt_id
GROUP BY attempt.id HAVING sum(share.amount_minor) <> coalesce(attempt.capture_minor, attempt.amount_minor)
ORDER BY 1
