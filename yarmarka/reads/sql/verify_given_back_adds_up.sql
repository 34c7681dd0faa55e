-- Purpose: money given back that is not the sum of its lines, is not what was refunded, or is more than was sold.
-- Rows: the wrong ones. Scans what was given back, its lines, and the refunds and lines they belong to.
SELECT 'given back ' || whole.id AS subject,
       'goods ' || whole.goods_minor || ', commission ' || whole.commission_minor || ', its lines sum to '
       || coalesce(sum(part.goods_minor), 0) || ' and ' || coalesce(sum(part.commission_minor), 0) AS detail
FROM orders_givenback AS whole LEFT JOIN orders_lineback AS part ON part.given_back_id = whole.id
GROUP BY whole.id
HAVING coalesce(sum(part.goods_minor), 0) <> whole.goods_minor
    OR coalesce(sum(part.commission_minor), 0) <> whole.commission_minor
    OR coalesce(sum(part.commission_tax_minor), 0) <> whole.commission_tax_minor
UNION ALL
SELECT 'line ' || line.id, 'sold for ' || line.total_minor || ', given back ' || sum(part.goods_minor)
FROM orders_lineback AS part JOIN orders_orderline AS line ON line.id = part.line_id
GROUP BY line.id
HAVING sum(part.goods_minor) NOT BETWEEN 0 AND line.total_minor
    OR sum(part.quantity) NOT BETWEEN 0 AND line.quantity
    OR sum(part.commission_minor) NOT BETWEEN 0 AND line.commission_minor
UNION ALL
SELECT 'refund ' || refund.id,
       'amount ' || refund.amount_minor || ', given back ' || coalesce(back.goods_minor + back.delivery_minor + back.duty_minor + back.import_tax_minor, 0)
FROM payments_refund AS refund
LEFT JOIN orders_givenback AS back ON back.cause_id = refund.id AND back.seller_order_id = refund.seller_order_id
    AND back.cause IN ('called_off', 'refunded')
JOIN ledger_posting AS posting ON posting.correlation_key = 'refund:' || refund.id
WHERE refund.seller_order_id IS NOT NULL
  AND coalesce(back.goods_minor + back.delivery_minor + back.duty_minor + back.import_tax_minor, 0)
      <> CASE WHEN posting.kind = 'goodwill' THEN 0 ELSE refund.amount_minor END
ORDER BY 1
