-- Purpose: write outbox messages. Rows: as many as given. `messages` is JSON. Index: none needed.
INSERT INTO kernel_outboxmessage (id, topic, facts, created_at, due_at, attempts, failure)
SELECT id, topic, facts, %(now)s, %(now)s, 0, ''
FROM json_to_recordset(%(messages)s::json) AS message (id uuid, topic text, facts jsonb)
