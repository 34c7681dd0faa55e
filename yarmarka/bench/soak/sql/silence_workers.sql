-- Purpose: let the workers that were killed look as silent as they will be in half a minute, and give back what their
-- relay had taken for itself, as in a minute. Run while no worker runs. Rows: dead workers, undelivered messages.
WITH silent AS (UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute')
UPDATE kernel_outboxmessage SET due_at = now() WHERE delivered_at IS NULL AND due_at > now() AND attempts = 0
