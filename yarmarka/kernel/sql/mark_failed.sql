-- Purpose: note a failed try. Rows: one. Index: primary key.
UPDATE kernel_outboxmessage
SET attempts = attempts + 1, failure = %(reason)s, due_at = %(retry_at)s
WHERE id = %(id)s
