-- Purpose: how much lies in each of the operator's queues. Rows: one.
-- Index: seller_by_standing, order_unpaid, kernel_outbox_due, report_open, card_case_queue, match_queue, conversation_report_open, document_waiting; the rest count what is unsettled, which stays small
-- next to what is over.
WITH open_parts AS (
    SELECT count(*) FILTER (WHERE status = 'to_ship') AS to_ship,
           count(*) FILTER (WHERE status = 'sent') AS sent,
           count(*) FILTER (WHERE status = 'delivered') AS delivered,
           count(*) FILTER (WHERE status = 'to_ship' AND promised_from < %(now)s::date) AS ship_late,
           count(*) FILTER (
               WHERE status = 'sent' AND promised_to < %(now)s::date
                 AND id NOT IN (SELECT seller_order_id FROM shipping_recall WHERE status <> 'missed')
           ) AS promise_broken
    FROM orders_sellerorder WHERE status IN ('to_ship', 'sent', 'delivered')
), unpaid AS (
    SELECT count(*) AS unpaid, count(*) FILTER (WHERE pay_by < %(now)s) AS unpaid_overdue
    FROM orders_order WHERE status = 'unpaid'
), refunds AS (
    SELECT count(*) FILTER (WHERE status = 'failed') AS refunds_failed,
           count(*) FILTER (WHERE status = 'requested') AS refunds_waiting
    FROM payments_refund WHERE status IN ('failed', 'requested')
), payouts AS (
    SELECT count(*) FILTER (WHERE status = 'failed') AS payouts_failed,
           count(*) FILTER (WHERE status = 'requested') AS payouts_waiting
    FROM ledger_payout WHERE status IN ('failed', 'requested')
)
SELECT (SELECT count(*) FROM sellers_seller WHERE standing = 'applied') AS sellers_waiting,
       unpaid.unpaid, unpaid.unpaid_overdue,
       open_parts.ship_late, open_parts.promise_broken,
       (SELECT count(*) FROM shipping_parcel WHERE state = ANY(%(trouble)s::text[])) AS parcels_in_trouble,
       (SELECT count(*) FROM payments_chargeback WHERE status = 'opened') AS chargebacks_open,
       (SELECT count(*) FROM protection_claim WHERE status = 'contested') AS claims_contested,
       (SELECT count(*) FROM governance_proposal
        WHERE closed_at IS NULL AND matter = 'dated_rule') AS rules_waiting,
       (SELECT count(*) FROM reconciliation_difference
        WHERE explained_at IS NULL AND proposal_id IS NULL) AS differences_open,
       (SELECT count(*) FROM governance_proposal WHERE closed_at IS NULL) AS proposals_waiting,
       (SELECT count(*) FROM governance_proposal AS proposal
        WHERE closed_at IS NULL AND proposed_by_id IS DISTINCT FROM %(viewer)s::uuid
          AND (approvers = '[]' OR approvers ? %(viewer)s::text)
          AND NOT EXISTS (SELECT FROM governance_voice AS voice
                          WHERE voice.proposal_id = proposal.id AND voice.by_id = %(viewer)s::uuid)) AS yes_wanted,
       refunds.refunds_failed, refunds.refunds_waiting, payouts.payouts_failed, payouts.payouts_waiting,
       (SELECT count(*) FROM kernel_outboxmessage WHERE delivered_at IS NULL AND attempts > 0) AS messages_stuck,
       (SELECT count(*) FROM (SELECT DISTINCT subject_kind, subject_id FROM reviews_report
                              WHERE decision_id IS NULL) AS reported) AS words_reported,
       (SELECT count(*) FROM moderation_case WHERE status IN ('waiting', 'appealed')) AS cards_waiting,
       (SELECT count(*) FROM (SELECT FROM matching_proposal WHERE status = 'open' AND status IN ('open', 'later')
                              LIMIT 1000) AS waiting) AS matches_waiting,
       (SELECT count(DISTINCT conversation_id) FROM conversations_conversationreport
        WHERE decided_at IS NULL) AS conversations_reported,
       (SELECT count(DISTINCT seller_id) FROM documents_document WHERE status = 'waiting') AS documents_waiting,
       (SELECT count(*) FROM screening_case WHERE decided_at IS NULL) AS cases_open,
       (SELECT count(*) FROM governance_proposal
        WHERE closed_at IS NULL AND matter IN ('stop_deliveries', 'resume_deliveries', 'licence', 'forwarding_addresses',
                                              'forwarding_address_ends')) AS stops_waiting,
       open_parts.to_ship, open_parts.sent, open_parts.delivered
FROM open_parts, unpaid, refunds, payouts
