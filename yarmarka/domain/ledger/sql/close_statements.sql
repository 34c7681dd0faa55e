-- Purpose: write down the months of sellers' accounts that are over and not written down yet: what was owed before and
-- after, what came and went. Rows: those months. Index: entries by their account. Reads all entries of sellers'
-- accounts, for a job that runs a few times a month.
WITH month AS (
    SELECT account.owner_id AS seller_id, account.currency,
           date_trunc('month', entry.at AT TIME ZONE 'UTC')::date AS month, count(*) AS entries,
           coalesce(-sum(entry.amount_minor) FILTER (WHERE entry.amount_minor < 0), 0)::bigint AS came_minor,
           coalesce(sum(entry.amount_minor) FILTER (WHERE entry.amount_minor > 0), 0)::bigint AS went_minor
    FROM ledger_account AS account JOIN ledger_entry AS entry ON entry.account_id = account.id
    WHERE account.kind = 'seller_balance' AND account.owner_id IS NOT NULL AND entry.at < %(until)s
    GROUP BY account.id, month
), chained AS (
    SELECT *, sum(came_minor - went_minor) OVER (PARTITION BY seller_id, currency ORDER BY month)::bigint AS closing_minor
    FROM month
)
INSERT INTO ledger_sellerstatement (
    id, seller_id, currency, month, entries, opening_minor, came_minor, went_minor, closing_minor, closed_at
)
SELECT gen_random_uuid(), seller_id, currency, month, entries, closing_minor - came_minor + went_minor, came_minor, went_minor,
       closing_minor, %(now)s
FROM chained
WHERE NOT EXISTS (
    SELECT FROM ledger_sellerstatement AS kept
    WHERE kept.seller_id = chained.seller_id AND kept.currency = chained.currency AND kept.month = chained.month
)
ORDER BY month, seller_id, currency
ON CONFLICT (seller_id, currency, month) DO NOTHING
