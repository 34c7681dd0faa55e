-- Purpose: orders that are not the sum of their parts, and parts that are not the sum of their lines.
-- Rows: the wrong ones. Scans orders, seller orders and lines.
SELECT 'order ' || head.number AS subject,
       'total ' || head.total_minor || ', its parts sum to ' || coalesce(sum(part.total_minor), 0) AS detail
FROM orders_order AS head LEFT JOIN orders_sellerorder AS part ON part.order_id = head.id
GROUP BY head.id
HAVING coalesce(sum(part.total_minor), 0) <> head.total_minor OR coalesce(sum(part.goods_minor), 0) <> head.goods_minor
    OR coalesce(sum(part.duty_minor), 0) <> head.duty_minor
    OR coalesce(sum(part.import_tax_minor), 0) <> head.import_tax_minor
UNION ALL
SELECT 'seller order ' || part.id,
       'goods ' || part.goods_minor || ', commission ' || part.commission_minor || ' and tax on it '
       || part.commission_tax_minor || ', its lines sum to ' || coalesce(sum(line.total_minor), 0) || ', '
       || coalesce(sum(line.commission_minor), 0) || ' and ' || coalesce(sum(line.commission_tax_minor), 0)
       || '; duty ' || part.duty_minor || ' and taxes at import ' || part.import_tax_minor || ', of its lines '
       || coalesce(sum(line.duty_minor), 0) || ' and ' || coalesce(sum(line.import_tax_minor), 0)
FROM orders_sellerorder AS part LEFT JOIN orders_orderline AS line ON line.seller_order_id = part.id
GROUP BY part.id
HAVING coalesce(sum(line.total_minor), 0) <> part.goods_minor
    OR coalesce(sum(line.commission_minor), 0) <> part.commission_minor
    OR coalesce(sum(line.commission_tax_minor), 0) <> part.commission_tax_minor
    OR coalesce(sum(line.duty_minor), 0) <> part.duty_minor
    OR coalesce(sum(line.import_tax_minor), 0) <> part.import_tax_minor
ORDER BY 1
