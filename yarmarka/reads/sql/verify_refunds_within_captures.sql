-- Purpose: payments that gave back more than was taken, or whose count of it is wrong. Rows: the wrong ones.
-- Scans attempts and refunds.
WITH asked AS (
    SELECT attempt_id, sum(amount_minor) AS minor FROM payments_refund GROUP BY attempt_id
)
SELECT 'payment attempt ' || attempt.id AS subject,
       'refunds sum to ' || coalesce(asked.minor, 0) || ', counted ' || attempt.refunded_minor || ', taken '
       || coalesce(attempt.capture_minor, attempt.amount_minor) AS detail
FROM payments_paymentattempt AS attempt LEFT JOIN asked ON asked.attempt_id = attempt.id
WHERE coalesce(asked.minor, 0) <> attempt.refunded_minor
   OR attempt.refunded_minor > coalesce(attempt.capture_minor, attempt.amount_minor)
ORDER BY 1
