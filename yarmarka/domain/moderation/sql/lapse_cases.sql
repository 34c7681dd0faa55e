-- Purpose: end the cases of some of a seller's cards. Rows: at most one batch of an import. Index: card_case_once.
WITH ended AS (
    UPDATE moderation_case AS stopped SET status = 'lapsed'
    WHERE stopped.seller_id = %(seller_id)s AND stopped.sku = ANY (%(skus)s::text[]) AND NOT stopped.status = 'lapsed'
    RETURNING stopped.id
)
INSERT INTO moderation_step (case_id, status, words, at)
SELECT ended.id, 'lapsed', '', %(now)s FROM ended
