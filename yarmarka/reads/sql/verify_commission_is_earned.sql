-- Purpose: seller orders whose commission, or the tax on it, stands in the books otherwise than it was earned.
-- Rows: the wrong ones. Scans seller orders, what was given back and the entries of both accounts.
-- What is set aside or shared out later belongs to no seller order.
WITH booked AS (
    SELECT entry.seller_order_id, -sum(entry.amount_minor) FILTER (WHERE account.kind = 'commission') AS commission,
           -sum(entry.amount_minor) FILTER (WHERE account.kind = 'commission_tax') AS tax
    FROM ledger_entry AS entry JOIN ledger_account AS account ON account.id = entry.account_id
    WHERE account.kind IN ('commission', 'commission_tax') AND entry.seller_order_id IS NOT NULL GROUP BY 1
), back AS (
    SELECT seller_order_id, sum(commission_minor) AS commission, sum(commission_tax_minor) AS tax
    FROM orders_givenback GROUP BY 1
), earned AS (
    SELECT part.id,
           CASE WHEN part.status = 'completed' THEN part.commission_minor - coalesce(back.commission, 0) ELSE 0 END
               AS commission,
           CASE WHEN part.status = 'completed' THEN part.commission_tax_minor - coalesce(back.tax, 0) ELSE 0 END AS tax
    FROM orders_sellerorder AS part LEFT JOIN back ON back.seller_order_id = part.id
)
SELECT 'seller order ' || earned.id AS subject,
       'commission ' || coalesce(booked.commission, 0) || ' and tax ' || coalesce(booked.tax, 0) || ' in the books, '
       || earned.commission || ' and ' || earned.tax || ' earned' AS detail
FROM earned LEFT JOIN booked ON booked.seller_order_id = earned.id
WHERE coalesce(booked.commission, 0) <> earned.commission OR coalesce(booked.tax, 0) <> earned.tax
ORDER BY 1
