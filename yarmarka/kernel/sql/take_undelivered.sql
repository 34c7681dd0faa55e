-- Purpose: lock the oldest messages that are due. Rows: at most `limit`.
-- Index: kernel_outbox_due (partial, delivered_at IS NULL).
SELECT id, topic, facts, attempts
FROM kernel_outboxmessage
WHERE delivered_at IS NULL AND due_at <= %(now)s
ORDER BY due_at, id
LIMIT %(limit)s
FOR UPDATE SKIP LOCKED
