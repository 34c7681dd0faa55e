-- Purpose: how much is still under way. Rows: one for each kind of thing that is.
SELECT 'unpaid orders' AS what, count(*) AS number FROM orders_order WHERE status = 'unpaid'
UNION ALL SELECT 'undelivered messages', count(*) FROM kernel_outboxmessage WHERE delivered_at IS NULL
UNION ALL SELECT 'refunds on their way', count(*) FROM payments_refund WHERE status = 'requested'
UNION ALL SELECT 'refunds to be sent', count(*) FROM procrastinate_jobs
          WHERE task_name = 'send_refund' AND status IN ('todo', 'doing')
