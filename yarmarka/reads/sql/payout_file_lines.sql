-- Purpose: a page of the payouts in one file. Rows: at most the limit.
-- Index: payout_once_per_file; payouts and sellers by key.
SELECT line.payout_id, payout.seller_id, seller.trade_name, payout.account, line.amount_minor, payout.currency,
       payout.status, line.answer, line.reason, line.answered_at
FROM payouts_payoutfileline AS line
JOIN ledger_payout AS payout ON payout.id = line.payout_id
JOIN sellers_seller AS seller ON seller.id = payout.seller_id
WHERE line.file_id = %(file_id)s
ORDER BY line.payout_id
LIMIT %(limit)s OFFSET %(offset)s
