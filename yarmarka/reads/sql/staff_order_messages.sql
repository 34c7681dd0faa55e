-- Purpose: the messages that mention one order. Rows: some ten.
-- Index: the outbox's primary key and partitions, from the order's birth on; what was sent later is read through,
-- which is right for a page that one operator opens now and then.
SELECT id, topic, coalesce(facts ->> 'to', '') AS recipient, created_at, delivered_at, attempts, failure
FROM kernel_outboxmessage
WHERE id >= %(first)s AND (facts ->> 'number' = %(number)s OR facts ->> 'order_id' = %(order_id)s)
ORDER BY id
LIMIT 200
