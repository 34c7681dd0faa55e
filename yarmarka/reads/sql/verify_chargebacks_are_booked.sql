-- Purpose: chargebacks that the books took from the provider otherwise than they stand, or spread wrongly.
-- Rows: the wrong ones. Scans chargebacks, what was given back for them, and the entries of their postings.
WITH taken AS (
    SELECT split_part(posting.correlation_key, ':', 2) AS chargeback,
           -sum(entry.amount_minor) FILTER (WHERE account.kind = 'provider_clearing') AS clearing,
           coalesce(sum(entry.amount_minor) FILTER (WHERE account.kind = 'chargeback_loss'), 0) AS lost
    FROM ledger_posting AS posting
    JOIN ledger_entry AS entry ON entry.posting_id = posting.id
    JOIN ledger_account AS account ON account.id = entry.account_id
    WHERE posting.kind = 'chargeback' GROUP BY 1
), back AS (
    SELECT cause_id, sum(goods_minor + delivery_minor + duty_minor + import_tax_minor) FILTER (WHERE cause = 'charged_back') AS minor,
           sum(goods_minor + delivery_minor + duty_minor + import_tax_minor) FILTER (WHERE cause = 'chargeback_won') AS again
    FROM orders_givenback WHERE cause IN ('charged_back', 'chargeback_won') GROUP BY 1
)
SELECT 'chargeback ' || coalesce(chargeback.id::text, taken.chargeback) AS subject,
       coalesce(chargeback.status, 'none') || ', amount ' || coalesce(chargeback.amount_minor, 0) || ', the ledger took '
       || coalesce(taken.clearing, 0) || ' and lost ' || coalesce(taken.lost, 0) || ', given back '
       || coalesce(back.minor, 0) || ', again ' || coalesce(back.again, 0) AS detail
FROM payments_chargeback AS chargeback
FULL JOIN taken ON taken.chargeback = chargeback.id::text
LEFT JOIN back ON back.cause_id = chargeback.id
WHERE coalesce(taken.clearing, 0) <> coalesce(chargeback.amount_minor, 0)
   OR coalesce(taken.lost, 0) + coalesce(back.minor, 0) <> coalesce(chargeback.amount_minor, 0)
   OR (chargeback.status <> 'won' AND coalesce(back.again, 0) <> 0)
   OR (chargeback.status = 'won' AND NOT EXISTS (
           SELECT FROM ledger_posting WHERE correlation_key = 'chargeback-won:' || chargeback.id)
       AND NOT EXISTS ( -- every part was called off meanwhile: it is the shopper's
           SELECT FROM payments_refund AS refund
           WHERE refund.attempt_id = chargeback.attempt_id AND refund.reason = 'chargeback_won'))
ORDER BY 1
