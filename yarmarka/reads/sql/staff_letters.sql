-- Purpose: a page of messages that did not leave though they were tried, or of all that wait. Rows: at most the limit.
-- Index: kernel_outbox_due (what is not delivered).
SELECT id, topic, coalesce(facts ->> 'to', '') AS recipient, coalesce(facts ->> 'number', '') AS number, created_at,
       due_at, attempts, failure
FROM kernel_outboxmessage
WHERE delivered_at IS NULL AND (%(shown)s = 'waiting' OR attempts > 0)
  AND (%(words)s = '' OR facts ->> 'to' ILIKE %(words)s OR facts ->> 'number' ILIKE %(words)s)
ORDER BY /* order */
LIMIT %(limit)s OFFSET %(offset)s
