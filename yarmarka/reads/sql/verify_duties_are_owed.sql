-- Purpose: duty and taxes at import that are owed to somebody otherwise than completed orders collected them, less what
-- went back and what was paid. Rows: the wrong ones. Scans seller orders, what was given back and both accounts' entries.
WITH back AS (
    SELECT seller_order_id, sum(duty_minor) AS duty, sum(import_tax_minor) AS import_tax
    FROM orders_givenback GROUP BY 1
), collected AS (
    SELECT part.duty_to AS holder, part.currency, sum(part.duty_minor - coalesce(back.duty, 0)) AS duty,
           sum(part.import_tax_minor - coalesce(back.import_tax, 0)) AS import_tax
    FROM orders_sellerorder AS part LEFT JOIN back ON back.seller_order_id = part.id
    WHERE part.status = 'completed' AND part.duty_to <> '' GROUP BY 1, 2
), booked AS (
    SELECT account.holder, account.currency,
           -sum(entry.amount_minor) FILTER (WHERE account.kind = 'duty_payable') AS duty,
           -sum(entry.amount_minor) FILTER (WHERE account.kind = 'import_tax_payable') AS import_tax
    FROM ledger_account AS account
    JOIN ledger_entry AS entry ON entry.account_id = account.id
    JOIN ledger_posting AS posting ON posting.id = entry.posting_id
    WHERE account.kind IN ('duty_payable', 'import_tax_payable') AND posting.kind <> 'duties_paid' GROUP BY 1, 2
)
SELECT 'duty to ' || holder || ' in ' || currency AS subject,
       'owed ' || coalesce(booked.duty, 0) || ' and taxes ' || coalesce(booked.import_tax, 0) || ' before paying, collected '
       || coalesce(collected.duty, 0) || ' and ' || coalesce(collected.import_tax, 0) AS detail
FROM collected FULL JOIN booked USING (holder, currency)
WHERE coalesce(booked.duty, 0) <> coalesce(collected.duty, 0)
   OR coalesce(booked.import_tax, 0) <> coalesce(collected.import_tax, 0)
ORDER BY 1
