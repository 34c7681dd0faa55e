-- Purpose: payments that were approved and neither shared out nor given back, or the other way round.
-- Rows: the wrong ones. Scans attempts, their events, shares and refunds.
WITH approved AS (
    SELECT DISTINCT attempt_id FROM payments_paymentevent WHERE kind = 'approved'
), shared AS (
    SELECT attempt_id, sum(amount_minor) AS minor FROM payments_paymentshare GROUP BY 1
), given_back AS (
    SELECT attempt_id, sum(amount_minor) AS minor FROM payments_refund WHERE seller_order_id IS NULL GROUP BY 1
)
SELECT 'payment attempt ' || attempt.id AS subject,
       CASE WHEN approved.attempt_id IS NULL THEN 'never approved' ELSE 'approved for ' || coalesce(attempt.capture_minor, attempt.amount_minor) END
       || ', shared out ' || coalesce(shared.minor, 0) || ', given back as surplus ' || coalesce(given_back.minor, 0)
       AS detail
FROM payments_paymentattempt AS attempt
LEFT JOIN approved ON approved.attempt_id = attempt.id
LEFT JOIN shared ON shared.attempt_id = attempt.id
LEFT JOIN given_back ON given_back.attempt_id = attempt.id
WHERE coalesce(shared.minor, 0) + coalesce(given_back.minor, 0)
      <> CASE WHEN approved.attempt_id IS NULL THEN 0 ELSE coalesce(attempt.capture_minor, attempt.amount_minor) END
ORDER BY 1
