-- Purpose: write outbox messages. Rows: as many as given. Index: none needed.
INSERT INTO kernel_outboxmessage (id, topic, facts, created_at, due_at, attempts, failure)
SELECT id, topic, facts, %(now)s, %(now)s, 0, ''
FROM unnest(%(ids)s::uuid[], %(topics)s::text[], %(facts)s::jsonb[]) AS message (id, topic, facts)
