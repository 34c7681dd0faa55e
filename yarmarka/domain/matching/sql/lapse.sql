-- Purpose: let proposals lapse that nothing speaks for any more: pairs that were looked at again, and those of products
-- that are gone. Rows: those of one batch. Index: match_of_products. What a seller wished lapses only with its product.
WITH over AS (
    SELECT proposal.id FROM matching_proposal AS proposal
    JOIN unnest(%(ones)s::uuid[], %(others)s::uuid[]) AS pair (one_id, other_id)
      ON proposal.one_id = pair.one_id AND proposal.other_id = pair.other_id
    WHERE proposal.kind = 'join' AND proposal.origin = 'found' AND proposal.status IN ('open', 'later')
    UNION
    SELECT id FROM matching_proposal
    WHERE status IN ('open', 'later') AND (one_id = ANY (%(gone)s::uuid[]) OR other_id = ANY (%(gone)s::uuid[]))
), lapsed AS (
    UPDATE matching_proposal AS proposal SET status = 'lapsed' FROM over WHERE proposal.id = over.id
    RETURNING proposal.id
)
INSERT INTO matching_step (proposal_id, status, person_id, words, at)
SELECT id, 'lapsed', NULL, '', %(now)s FROM lapsed
