-- Purpose: every try to pay, and whether our books have it approved. Rows: all attempts.
SELECT attempt.id, attempt.order_id, attempt.provider_ref, attempt.amount_minor,
       EXISTS (SELECT FROM payments_paymentevent AS event
               WHERE event.attempt_id = attempt.id AND event.kind = 'approved') AS is_approved
FROM payments_paymentattempt AS attempt
