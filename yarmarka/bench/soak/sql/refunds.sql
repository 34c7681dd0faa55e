-- Purpose: every refund. Rows: all of them.
SELECT id, attempt_id, amount_minor, status FROM payments_refund
