-- Purpose: files for the bank whose head, lines and payouts do not agree. Rows: the wrong ones.
-- Scans files, their lines and the payouts by bank.
SELECT 'payout file ' || file.id AS subject,
       'says ' || file.transfers || ' transfers of ' || file.total_minor || ', holds '
       || count(line.id) || ' of ' || coalesce(sum(line.amount_minor), 0) AS detail
FROM payouts_payoutfile AS file LEFT JOIN payouts_payoutfileline AS line ON line.file_id = file.id
GROUP BY file.id
HAVING count(line.id) <> file.transfers OR coalesce(sum(line.amount_minor), 0) <> file.total_minor
UNION ALL
SELECT 'payout ' || payout.id,
       'in a file of ' || file.currency || CASE WHEN line.is_void THEN ' (void)' ELSE '' END || ' for '
       || line.amount_minor || ', answered ' || coalesce(nullif(line.answer, ''), 'not yet') || '; the payout is '
       || payout.way || ', ' || payout.status || ', ' || payout.amount_minor || ' ' || payout.currency
FROM payouts_payoutfileline AS line
JOIN payouts_payoutfile AS file ON file.id = line.file_id
JOIN ledger_payout AS payout ON payout.id = line.payout_id
WHERE line.amount_minor <> payout.amount_minor OR file.currency <> payout.currency OR payout.way <> 'bank_file'
   OR line.is_void <> (file.voided_at IS NOT NULL)
   OR NOT line.is_void AND payout.status <> CASE WHEN line.answer IN ('paid', 'failed') THEN line.answer ELSE 'requested' END
UNION ALL
SELECT 'payout ' || payout.id, 'ended as ' || payout.status || ' by bank, and stands in no file'
FROM ledger_payout AS payout
WHERE payout.way = 'bank_file' AND payout.status <> 'requested'
  AND NOT EXISTS (SELECT FROM payouts_payoutfileline AS line WHERE line.payout_id = payout.id AND NOT line.is_void)
ORDER BY 1
