-- Purpose: a page of files for the bank with how far each is answered. Rows: at most the limit.
-- Index: the primary key, walked backwards; lines by their file (payout_once_per_file).
SELECT file.id, file.currency, file.debtor_account, file.transfers, file.total_minor, file.created_at,
       maker.email AS created_by, file.voided_at, file.void_reason,
       answers.paid, answers.failed, answers.pending
FROM payouts_payoutfile AS file
JOIN accounts_person AS maker ON maker.id = file.created_by_id
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE answer = 'paid') AS paid, count(*) FILTER (WHERE answer = 'failed') AS failed,
           count(*) FILTER (WHERE answer = 'pending') AS pending
    FROM payouts_payoutfileline AS line WHERE line.file_id = file.id
) AS answers
WHERE %(file_id)s::uuid IS NULL OR file.id = %(file_id)s
ORDER BY file.id DESC
LIMIT %(limit)s OFFSET %(offset)s
