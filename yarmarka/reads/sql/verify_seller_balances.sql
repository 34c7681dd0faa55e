-- Purpose: sellers whose balance is not what their completed orders earned, less what went back of it and the fund did
-- not cover, less what was paid out. Rows: the wrong ones. Scans seller orders, payouts, what was given back and the
-- balance accounts' entries.
WITH back AS (
    SELECT seller_order_id, sum(payout_minor - covered_minor) AS minor FROM orders_givenback GROUP BY 1
), earned AS (
    SELECT seller_id, payout_currency AS currency, sum(payout_minor - coalesce(back.minor, 0)) AS minor
    FROM orders_sellerorder AS part LEFT JOIN back ON back.seller_order_id = part.id
    WHERE status = 'completed' GROUP BY 1, 2
), paid AS (
    SELECT seller_id, currency, sum(amount_minor) AS minor FROM ledger_payout WHERE status <> 'failed' GROUP BY 1, 2
), balance AS (
    SELECT account.owner_id AS seller_id, account.currency, -sum(entry.amount_minor) AS minor
    FROM ledger_account AS account JOIN ledger_entry AS entry ON entry.account_id = account.id
    WHERE account.kind = 'seller_balance' GROUP BY 1, 2
)
SELECT 'seller ' || coalesce(seller_id::text, 'none') || ' in ' || currency AS subject,
       'balance ' || coalesce(balance.minor, 0) || ', earned ' || coalesce(earned.minor, 0)
       || ', paid out ' || coalesce(paid.minor, 0) AS detail
FROM earned FULL JOIN paid USING (seller_id, currency) FULL JOIN balance USING (seller_id, currency)
WHERE coalesce(balance.minor, 0) <> coalesce(earned.minor, 0) - coalesce(paid.minor, 0)
ORDER BY 1
