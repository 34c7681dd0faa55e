-- Purpose: payouts by bank that stand in no file that is not void. Rows: those that wait.
-- Index: payout_in_one_file_that_is_not_void. Scans the payouts that wait, which are few beside those that ended.
SELECT payout.id AS payout_id, payout.seller_id, seller.trade_name, payout.account, payout.amount_minor,
       payout.currency, payout.created_at
FROM ledger_payout AS payout
JOIN sellers_seller AS seller ON seller.id = payout.seller_id
WHERE payout.way = 'bank_file' AND payout.status = 'requested'
  AND NOT EXISTS (SELECT FROM payouts_payoutfileline AS line WHERE line.payout_id = payout.id AND NOT line.is_void)
ORDER BY payout.id
LIMIT 500
