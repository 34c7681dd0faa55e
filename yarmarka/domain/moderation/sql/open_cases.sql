-- Purpose: write down cards that rules stopped, each with its first step. Rows: at most one batch of an import.
-- Index: card_case_once keeps one case for each card.
WITH opened AS (
    INSERT INTO moderation_case (id, seller_id, sku, product_id, status, mark, findings, card, before, opened_at,
                                 decided_at, reason_code, reason, appeal, appeal_reason)
    SELECT draft.id, %(seller_id)s, draft.sku, draft.product_id, draft.status, draft.mark, draft.findings, draft.card,
           draft.before, %(now)s, CASE WHEN draft.status = 'refused' THEN %(now)s::timestamptz END,
           CASE WHEN draft.status = 'refused' THEN 'rule' ELSE '' END, '', '', ''
    FROM jsonb_to_recordset(%(drafts)s::jsonb) AS draft (
        id uuid, sku text, product_id uuid, status text, mark text, findings jsonb, card jsonb, before jsonb)
    RETURNING id, status
)
INSERT INTO moderation_step (case_id, status, words, at)
SELECT opened.id, opened.status, '', %(now)s FROM opened
