-- Purpose: since when the oldest thing in each of the operator's queues waits, or by when it is due; and sellers who can be
-- paid now. Rows: one per queue that holds something.
-- Index: as staff_desk.sql; the sellers' accounts are summed up, as on the page of money.
SELECT queue, count, oldest FROM (
    SELECT 'sellers_waiting' AS queue, count(*) AS count, min(applied_at) AS oldest
    FROM sellers_seller WHERE standing = 'applied'
    UNION ALL
    SELECT 'cards_waiting', count(*), min(coalesce(appealed_at, opened_at))
    FROM moderation_case WHERE status IN ('waiting', 'appealed')
    UNION ALL
    SELECT 'matches_waiting', count(*), min(found_at)
    FROM matching_proposal WHERE status = 'open' AND status IN ('open', 'later')
    UNION ALL
    SELECT 'ship_late', count(*), min(promised_from)::timestamp AT TIME ZONE 'UTC'
    FROM orders_sellerorder WHERE status = 'to_ship' AND promised_from < %(now)s::date
    UNION ALL
    SELECT 'promise_broken', count(*), min(promised_to)::timestamp AT TIME ZONE 'UTC'
    FROM orders_sellerorder WHERE status = 'sent' AND promised_to < %(now)s::date
      AND id NOT IN (SELECT seller_order_id FROM shipping_recall WHERE status <> 'missed')
    UNION ALL
    SELECT 'parcels_in_trouble', count(*), min(state_at) FROM shipping_parcel WHERE state = ANY(%(trouble)s::text[])
    UNION ALL
    SELECT 'parcels_silent', count(*), min(parcel.state_at)
    FROM orders_sellerorder AS part JOIN shipping_parcel AS parcel ON parcel.seller_order_id = part.id
    WHERE part.status = 'sent' AND parcel.handed_over_at IS NOT NULL AND parcel.state_at < %(silent_since)s
      AND parcel.state <> ALL(%(trouble)s::text[])
    UNION ALL
    SELECT 'refunds_' || CASE status WHEN 'failed' THEN 'failed' ELSE 'waiting' END, count(*), min(created_at)
    FROM payments_refund WHERE status IN ('failed', 'requested') GROUP BY status
    UNION ALL
    SELECT 'payouts_' || CASE status WHEN 'failed' THEN 'failed' ELSE 'waiting' END, count(*), min(created_at)
    FROM ledger_payout WHERE status IN ('failed', 'requested') GROUP BY status
    UNION ALL
    SELECT 'payouts_ready', count(*), min(since) FROM (
        SELECT min(entry.at) AS since
        FROM ledger_account AS account
        JOIN ledger_entry AS entry ON entry.account_id = account.id
        JOIN sellers_seller AS seller
            ON seller.id = account.owner_id AND seller.payout_currency = account.currency AND seller.payout_account <> ''
        LEFT JOIN LATERAL (
            SELECT held_reason FROM payouts_payoutterms AS terms WHERE terms.seller_id = seller.id
            ORDER BY since DESC, id DESC LIMIT 1
        ) AS terms ON true
        WHERE account.kind = 'seller_balance' AND coalesce(terms.held_reason, '') = ''
        GROUP BY account.id HAVING sum(entry.amount_minor) < 0
    ) AS owed
    UNION ALL
    SELECT 'chargebacks_open', count(*), min(due_by) FROM payments_chargeback WHERE status = 'opened'
    UNION ALL
    SELECT 'claims_contested', count(*), min(refund_at) FROM protection_claim WHERE status = 'contested'
    UNION ALL
    SELECT 'differences_open', count(*), min(found_at)
    FROM reconciliation_difference WHERE explained_at IS NULL AND proposal_id IS NULL
    UNION ALL
    SELECT 'words_reported', count(*), min(since)
    FROM (SELECT min(reported_at) AS since FROM reviews_report WHERE decision_id IS NULL
          GROUP BY subject_kind, subject_id) AS reported
    UNION ALL
    SELECT 'conversations_reported', count(DISTINCT conversation_id), min(reported_at)
    FROM conversations_conversationreport WHERE decided_at IS NULL
    UNION ALL
    SELECT 'recalls_by_hand', count(*), min(wanted_at) FROM shipping_recall WHERE status = 'by_hand'
    UNION ALL
    SELECT 'documents_waiting', count(DISTINCT seller_id), min(sent_at) FROM documents_document WHERE status = 'waiting'
    UNION ALL
    SELECT 'proposals_waiting', count(*), min(proposed_at) FROM governance_proposal WHERE closed_at IS NULL
    UNION ALL
    SELECT 'unpaid', count(*), min(placed_at) FROM orders_order WHERE status = 'unpaid'
    UNION ALL
    SELECT 'unpaid_overdue', count(*), min(pay_by) FROM orders_order WHERE status = 'unpaid' AND pay_by < %(now)s
    UNION ALL
    SELECT 'messages_stuck', count(*), min(created_at)
    FROM kernel_outboxmessage WHERE delivered_at IS NULL AND attempts > 0
) AS pile WHERE count > 0
