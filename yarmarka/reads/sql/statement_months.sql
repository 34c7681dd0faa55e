-- Purpose: a seller's months with entries, by currency: what was owed before and after, what came and went.
-- Rows: at most the limit. Index: account_once; entries by their account. Reads all entries of the seller's accounts.
WITH month AS (
    SELECT account.currency, date_trunc('month', entry.at AT TIME ZONE 'UTC')::date AS month,
           count(*) AS entries,
           coalesce(-sum(entry.amount_minor) FILTER (WHERE entry.amount_minor < 0), 0)::bigint AS came_minor,
           coalesce(sum(entry.amount_minor) FILTER (WHERE entry.amount_minor > 0), 0)::bigint AS went_minor
    FROM ledger_account AS account JOIN ledger_entry AS entry ON entry.account_id = account.id
    WHERE account.kind = 'seller_balance' AND account.owner_id = %(seller_id)s
    GROUP BY account.id, month
), chained AS (
    SELECT *, sum(came_minor - went_minor) OVER (PARTITION BY currency ORDER BY month)::bigint AS closing_minor
    FROM month
)
SELECT chained.currency, chained.month, chained.entries, chained.came_minor, chained.went_minor,
       chained.closing_minor - chained.came_minor + chained.went_minor AS opening_minor, chained.closing_minor,
       kept.closed_at
FROM chained
LEFT JOIN ledger_sellerstatement AS kept
    ON kept.seller_id = %(seller_id)s AND kept.currency = chained.currency AND kept.month = chained.month
WHERE %(currency)s::text IS NULL OR chained.currency = %(currency)s AND chained.month = %(month)s
ORDER BY chained.month DESC, chained.currency
LIMIT %(limit)s OFFSET %(offset)s
