-- Purpose: messages to a reader who is to be forgotten keep no facts, and those still waiting are not sent. Rows: all
-- messages to that address or about that person. Index: none; it happens rarely, and at night.
UPDATE kernel_outboxmessage
SET facts = jsonb_build_object('forgotten', true), delivered_at = coalesce(delivered_at, %(now)s)
WHERE facts ->> 'person_id' = %(person_id)s
   OR facts ->> 'to' = ANY (%(addresses)s)
   OR facts ->> 'order_id' = ANY (%(order_ids)s)
