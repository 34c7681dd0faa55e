-- Purpose: seller orders of which money is frozen without an open claim, or under one and not all of it. Rows: the wrong
-- ones. Scans open claims and the entries of what was ever frozen.
WITH frozen AS (
    SELECT entry.seller_order_id, -sum(entry.amount_minor) AS minor
    FROM ledger_entry AS entry JOIN ledger_account AS account ON account.id = entry.account_id
    WHERE account.kind = 'frozen' GROUP BY entry.seller_order_id
), claimed AS (
    SELECT part.id AS seller_order_id,
           part.total_minor - coalesce(sum(back.goods_minor + back.delivery_minor + back.duty_minor
                                           + back.import_tax_minor), 0) AS minor
    FROM protection_claim AS claim
    JOIN orders_sellerorder AS part ON part.id = claim.seller_order_id
    LEFT JOIN orders_givenback AS back ON back.seller_order_id = part.id
    WHERE claim.status IN ('opened', 'contested')
    GROUP BY part.id
)
SELECT 'seller order ' || seller_order_id AS subject,
       'frozen ' || coalesce(frozen.minor, 0) || ', under an open claim ' || coalesce(claimed.minor, 0) AS detail
FROM frozen FULL JOIN claimed USING (seller_order_id)
WHERE coalesce(frozen.minor, 0) <> coalesce(claimed.minor, 0)
ORDER BY 1
