-- Purpose: write down what a provider said, unless it said so before, and look if this money is on its way back already.
-- Rows: one. Indexes: payment_event_once, refunds by attempt.
-- The event is looked up first: a repeat must not come as far as the table's own check of which step may follow which.
WITH written AS (
    INSERT INTO payments_paymentevent
        (id, attempt_id, provider, event_id, kind, amount_minor, currency, sequence, occurred_at, received_at, raw)
    SELECT %(id)s, %(attempt_id)s, %(provider)s::text, %(event_id)s::text, %(kind)s, %(amount_minor)s, %(currency)s, %(sequence)s,
           %(occurred_at)s, %(received_at)s, %(raw)s
    WHERE NOT EXISTS (
        SELECT 1 FROM payments_paymentevent WHERE provider = %(provider)s::text AND event_id = %(event_id)s::text
    )
    ON CONFLICT (provider, event_id) DO NOTHING
)
SELECT EXISTS (SELECT 1 FROM payments_refund WHERE attempt_id = %(attempt_id)s AND seller_order_id IS NULL)
