-- Purpose: months written down as final that the ledger does not bear out, or that do not follow on the one before.
-- Rows: the wrong ones. Scans the statements and the entries of sellers' accounts.
WITH month AS (
    SELECT account.owner_id AS seller_id, account.currency,
           date_trunc('month', entry.at AT TIME ZONE 'UTC')::date AS month, count(*) AS entries,
           -sum(entry.amount_minor) AS change_minor
    FROM ledger_account AS account JOIN ledger_entry AS entry ON entry.account_id = account.id
    WHERE account.kind = 'seller_balance' GROUP BY account.owner_id, account.currency, month
), booked AS (
    SELECT *, sum(change_minor) OVER (PARTITION BY seller_id, currency ORDER BY month) AS closing_minor FROM month
), kept AS (
    SELECT *, lag(closing_minor, 1, 0::bigint) OVER (PARTITION BY seller_id, currency ORDER BY month) AS before_minor
    FROM ledger_sellerstatement
)
SELECT 'statement of ' || kept.month || ' of seller ' || kept.seller_id || ' in ' || kept.currency AS subject,
       'says ' || kept.opening_minor || ' to ' || kept.closing_minor || ' in ' || kept.entries || ' entries; the one before closed at '
       || kept.before_minor || ', the ledger at ' || coalesce(booked.closing_minor, 0) || ' in ' || coalesce(booked.entries, 0) AS detail
FROM kept LEFT JOIN booked USING (seller_id, currency, month)
WHERE kept.opening_minor <> kept.before_minor OR kept.closing_minor IS DISTINCT FROM booked.closing_minor
   OR kept.entries IS DISTINCT FROM booked.entries
UNION ALL
SELECT 'statement of ' || booked.month || ' of seller ' || coalesce(booked.seller_id::text, 'none') || ' in ' || booked.currency,
       'missing, though a later one was written down; the ledger closed the month at ' || booked.closing_minor
FROM booked
WHERE EXISTS (SELECT FROM ledger_sellerstatement AS later
              WHERE later.seller_id = booked.seller_id AND later.currency = booked.currency AND later.month > booked.month)
  AND NOT EXISTS (SELECT FROM ledger_sellerstatement AS own
                  WHERE own.seller_id = booked.seller_id AND own.currency = booked.currency AND own.month = booked.month)
ORDER BY 1
