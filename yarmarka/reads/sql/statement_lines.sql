-- Purpose: the entries of a seller's account in one currency in a month, each with what made it up, in the order's
-- currency: debits of what was held, credits of what was kept. Rows: those of the month.
-- Index: account_once; entries by their account and, for the rest of a posting, by their posting.
SELECT line.at, posting.kind, posting.correlation_key, line.seller_order_id, coalesce(whole.number, '') AS number,
       coalesce(whole.currency, '') AS order_currency, coalesce(made.goods, 0) AS goods_minor,
       coalesce(made.delivery, 0) AS delivery_minor, coalesce(made.given_back, 0) AS given_back_minor,
       coalesce(made.commission, 0) AS commission_minor, coalesce(made.tax, 0) AS tax_minor,
       coalesce(made.exchanging, 0) AS exchanging_minor, -line.amount_minor AS amount_minor
FROM ledger_account AS account
JOIN ledger_entry AS line ON line.account_id = account.id
JOIN ledger_posting AS posting ON posting.id = line.posting_id
LEFT JOIN orders_sellerorder AS part ON part.id = line.seller_order_id
LEFT JOIN orders_order AS whole ON whole.id = part.order_id
LEFT JOIN LATERAL (
    SELECT sum(other.amount_minor) FILTER (WHERE side.kind = 'escrow')::bigint AS goods,
           sum(other.amount_minor) FILTER (WHERE side.kind = 'delivery')::bigint AS delivery,
           -- What the rest of a posting took without naming the part (a chargeback does) is what its entries lack.
           (coalesce(sum(other.amount_minor) FILTER (WHERE side.kind IN (
                'refund_payable', 'duty', 'import_tax', 'duty_payable', 'import_tax_payable')), 0) -- duty is not the seller's
            - sum(other.amount_minor))::bigint AS given_back,
           sum(other.amount_minor) FILTER (WHERE side.kind = 'commission')::bigint AS commission,
           sum(other.amount_minor) FILTER (WHERE side.kind = 'commission_tax')::bigint AS tax,
           sum(other.amount_minor) FILTER (WHERE side.kind IN ('exchange_gain', 'rounding'))::bigint AS exchanging
    FROM ledger_entry AS other JOIN ledger_account AS side ON side.id = other.account_id
    WHERE other.posting_id = line.posting_id AND other.seller_order_id = line.seller_order_id
      AND other.currency = whole.currency
) AS made ON line.seller_order_id IS NOT NULL
WHERE account.kind = 'seller_balance' AND account.owner_id = %(seller_id)s AND account.currency = %(currency)s
  AND line.at >= %(since)s AND line.at < %(until)s
ORDER BY line.at, line.id
