-- Purpose: take the oldest messages that are due, and put them off for a while so that no other relay takes them.
-- Rows: at most `limit`, the longest due first. Index: kernel_outbox_due (partial, delivered_at IS NULL).
WITH due AS (
    SELECT id, due_at FROM kernel_outboxmessage
    WHERE delivered_at IS NULL AND due_at <= %(now)s
    ORDER BY due_at, id
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
), taken AS (
    UPDATE kernel_outboxmessage AS message SET due_at = %(lease_until)s
    FROM due WHERE message.id = due.id
    RETURNING message.id, message.topic, message.facts, message.attempts, due.due_at
)
SELECT id, topic, facts, attempts FROM taken ORDER BY due_at, id
