-- Purpose: seller orders of which other money is held than should be. Rows: the wrong ones. Scans seller orders and
-- entries. While a paid order is on its way, escrow and what is held for delivery, duty and taxes at import make its
-- price less what has gone back, whether or not a claim freezes it; before and after, nothing.
WITH held AS (
    SELECT entry.seller_order_id, -sum(entry.amount_minor) FILTER (WHERE what.is_for = 'escrow') AS goods,
           -sum(entry.amount_minor) FILTER (WHERE what.is_for = 'delivery') AS delivery,
           -sum(entry.amount_minor) FILTER (WHERE what.is_for = 'duty') AS duty,
           -sum(entry.amount_minor) FILTER (WHERE what.is_for = 'import_tax') AS import_tax
    FROM ledger_entry AS entry JOIN ledger_account AS account ON account.id = entry.account_id
    CROSS JOIN LATERAL (
        SELECT CASE account.kind WHEN 'frozen' THEN account.holder ELSE account.kind END AS is_for
    ) AS what
    WHERE account.kind IN ('escrow', 'delivery', 'duty', 'import_tax', 'frozen') GROUP BY entry.seller_order_id
), back AS (
    SELECT seller_order_id, sum(goods_minor) AS goods, sum(delivery_minor) AS delivery, sum(duty_minor) AS duty,
           sum(import_tax_minor) AS import_tax
    FROM orders_givenback GROUP BY seller_order_id
), wanted AS (
    SELECT part.id, part.status, part.goods_minor - coalesce(back.goods, 0) AS goods,
           part.delivery_minor - coalesce(back.delivery, 0) AS delivery, part.duty_minor - coalesce(back.duty, 0) AS duty,
           part.import_tax_minor - coalesce(back.import_tax, 0) AS import_tax
    FROM orders_sellerorder AS part LEFT JOIN back ON back.seller_order_id = part.id
    WHERE part.status IN ('to_ship', 'sent', 'delivered')
)
SELECT 'seller order ' || coalesce(wanted.id::text, held.seller_order_id::text, 'none') AS subject,
       'held for goods ' || coalesce(held.goods, 0) || ', delivery ' || coalesce(held.delivery, 0) || ', duty '
       || coalesce(held.duty, 0) || ' and taxes at import ' || coalesce(held.import_tax, 0) || ', the order ('
       || coalesce(part.status, 'none') || ') wants ' || coalesce(wanted.goods, 0) || ', ' || coalesce(wanted.delivery, 0)
       || ', ' || coalesce(wanted.duty, 0) || ' and ' || coalesce(wanted.import_tax, 0) AS detail
FROM wanted FULL JOIN held ON held.seller_order_id = wanted.id
LEFT JOIN orders_sellerorder AS part ON part.id = coalesce(wanted.id, held.seller_order_id)
WHERE coalesce(held.goods, 0) <> coalesce(wanted.goods, 0) OR coalesce(held.delivery, 0) <> coalesce(wanted.delivery, 0)
   OR coalesce(held.duty, 0) <> coalesce(wanted.duty, 0)
   OR coalesce(held.import_tax, 0) <> coalesce(wanted.import_tax, 0)
ORDER BY 1
