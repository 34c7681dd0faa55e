-- Purpose: every message of the outbox. Rows: all of them.
SELECT id, topic, delivered_at IS NOT NULL AS is_delivered FROM kernel_outboxmessage
