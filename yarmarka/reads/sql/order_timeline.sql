-- Everything that happened to an order (order, money, parcels) in one line of time, newest first.
-- What happened at the same instant stands in the order that a sale takes (step).
-- Rows: some dozens per parcel at most. Every branch goes by a foreign key's index.
SELECT at, about, what, seller_order_id, facts
FROM (
    SELECT 0 AS step, placed_at AS at, 'order' AS about, 'placed' AS what, NULL::uuid AS seller_order_id,
           jsonb_build_object('amount_minor', total_minor, 'currency', currency, 'pay_by', pay_by) AS facts
    FROM orders_order
    WHERE id = %(order_id)s

    UNION ALL
    SELECT 2, paid_at, 'money', 'paid', NULL,
           jsonb_build_object('amount_minor', total_minor, 'currency', currency)
    FROM orders_order
    WHERE id = %(order_id)s AND paid_at IS NOT NULL

    UNION ALL -- An approval is told once, as `paid` above; that an attempt was created says nothing new.
    -- Providers tell the same both by webhook and when asked: each attempt's word counts once.
    SELECT 1, min(event.occurred_at), 'money', 'payment_' || event.kind, NULL, '{}'
    FROM payments_paymentattempt AS attempt
    JOIN payments_paymentevent AS event ON event.attempt_id = attempt.id
    WHERE attempt.order_id = %(order_id)s AND event.kind IN ('challenged', 'declined', 'expired')
    GROUP BY attempt.id, event.kind

    UNION ALL -- An order that was never paid ends as a whole: one line, not one per seller.
    SELECT 6, max(part.closed_at), 'order', 'order_' || whole.status, NULL, '{}'
    FROM orders_order AS whole
    JOIN orders_sellerorder AS part ON part.order_id = whole.id
    WHERE whole.id = %(order_id)s AND whole.status IN ('lapsed', 'cancelled')
    GROUP BY whole.status
    HAVING max(part.closed_at) IS NOT NULL

    UNION ALL
    SELECT 6, part.closed_at, 'order',
           CASE WHEN part.status = 'completed' AND EXISTS (
                    SELECT FROM protection_claim AS claim
                    WHERE claim.seller_order_id = part.id AND claim.status IN ('refunded', 'found')
                ) OR part.status = 'completed' AND part.delivered_at IS NULL AND EXISTS (
                    SELECT FROM shipping_recall AS called WHERE called.seller_order_id = part.id AND called.status = 'back'
                ) THEN 'part_closed' ELSE 'part_' || part.status END, part.id,
           jsonb_build_object('reason', part.cancel_reason)
    FROM orders_sellerorder AS part
    JOIN orders_order AS whole ON whole.id = part.order_id
    WHERE whole.id = %(order_id)s
      AND whole.status = 'paid'
      AND part.closed_at IS NOT NULL
      AND part.status IN ('completed', 'cancelled')

    UNION ALL
    SELECT 7, refund.created_at, 'money', 'refund_requested', refund.seller_order_id,
           jsonb_build_object('amount_minor', refund.amount_minor, 'currency', refund.currency)
    FROM payments_refund AS refund
    WHERE refund.order_id = %(order_id)s

    UNION ALL
    SELECT 8, refund.settled_at, 'money', 'refund_' || refund.status, refund.seller_order_id,
           jsonb_build_object('amount_minor', refund.amount_minor, 'currency', refund.currency)
    FROM payments_refund AS refund
    WHERE refund.order_id = %(order_id)s AND refund.settled_at IS NOT NULL

    UNION ALL -- Refunds are told above.
    SELECT 6, step.at, 'order', 'claim_' || step.kind, claim.seller_order_id,
           step.facts || jsonb_build_object('cause', coalesce(step.facts ->> 'cause', claim.cause))
    FROM protection_claim AS claim
    JOIN protection_claimsteprow AS step ON step.claim_id = claim.id
    WHERE claim.order_id = %(order_id)s AND step.kind NOT IN ('carrier_paid', 'carrier_refused')

    UNION ALL
    SELECT 3, parcel.created_at, 'parcel', 'labelled', parcel.seller_order_id,
           jsonb_build_object('number', parcel.number)
    FROM shipping_parcel AS parcel
    WHERE parcel.order_id = %(order_id)s AND parcel.number <> ''

    UNION ALL
    SELECT 4, parcel.handed_over_at, 'parcel', 'handed_over', parcel.seller_order_id,
           jsonb_build_object('number', parcel.number)
    FROM shipping_parcel AS parcel
    WHERE parcel.order_id = %(order_id)s AND parcel.handed_over_at IS NOT NULL

    UNION ALL
    SELECT 5, step.at, 'parcel', step.what, called_back.seller_order_id,
           jsonb_build_object('number', parcel.number)
    FROM shipping_parcel AS parcel
    JOIN shipping_recall AS called_back ON called_back.parcel_id = parcel.id
    CROSS JOIN LATERAL (VALUES
        (called_back.wanted_at, 'recall_wanted'),
        (called_back.agreed_at, 'recall_agreed'),
        (CASE WHEN called_back.status = 'missed' THEN called_back.closed_at END, 'recall_missed')
    ) AS step (at, what)
    WHERE parcel.order_id = %(order_id)s AND step.at IS NOT NULL

    UNION ALL -- That a label exists is told above.
    SELECT 5, event.occurred_at, 'parcel', event.state, parcel.seller_order_id,
           jsonb_build_object(
               'number', parcel.number, 'texts', event.texts, 'place', event.place, 'country', event.country
           )
    FROM shipping_parcel AS parcel
    JOIN shipping_parcelevent AS event ON event.parcel_id = parcel.id
    WHERE parcel.order_id = %(order_id)s AND event.state <> 'pre_transit'
) AS happening
ORDER BY at DESC, step DESC, what DESC
