-- Purpose: messages that were written before an instant and still wait. Rows: all of them.
-- Index: kernel_outbox_due (partial, delivered_at IS NULL).
SELECT id FROM kernel_outboxmessage WHERE delivered_at IS NULL AND created_at < %(instant)s
