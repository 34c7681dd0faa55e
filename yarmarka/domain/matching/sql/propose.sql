-- Purpose: write proposals down, or bring those that are open up to date. Rows: those of one batch that really change.
-- Indexes: match_proposed_once, match_of_products. What a person refused, or took back, is not proposed again while both
-- cards name their goods as they did then (what was noted without their names holds for good), and then says that it was
-- refused; nor is what a seller wished ever made weaker by what machines find.
WITH found AS (
    SELECT * FROM jsonb_to_recordset(%(found)s::jsonb) AS pair (
        id uuid, one_id uuid, other_id uuid, score smallint, evidence jsonb, one_identity text, other_identity text)
), fresh AS (
    SELECT found.id, found.one_id, found.other_id, found.score, found.one_identity, found.other_identity,
           found.evidence || CASE WHEN EXISTS (
               SELECT FROM matching_proposal AS past
               WHERE past.one_id = found.one_id AND past.other_id = found.other_id AND past.kind = 'join'
                 AND past.status IN ('refused', 'undone'))
           THEN %(refused_before)s::jsonb ELSE '[]' END AS evidence
    FROM found
    WHERE NOT EXISTS (
        SELECT FROM matching_proposal AS past
        WHERE past.one_id = found.one_id AND past.other_id = found.other_id AND past.kind = 'join'
          AND past.status IN ('refused', 'undone')
          AND past.one_identity IN ('', found.one_identity) AND past.other_identity IN ('', found.other_identity))
), written AS (
    INSERT INTO matching_proposal AS proposal (
        id, kind, origin, status, one_id, other_id, seller_id, sku, words, score, evidence, one_identity, other_identity,
        found_at, reason, moved)
    SELECT id, 'join', 'found', 'open', one_id, other_id, NULL, '', '', score, evidence, one_identity, other_identity,
           %(now)s, '', '{}'
    FROM fresh
    ON CONFLICT (one_id, other_id) WHERE kind = 'join' AND status IN ('open', 'later') DO UPDATE
    SET score = excluded.score, evidence = excluded.evidence, one_identity = excluded.one_identity,
        other_identity = excluded.other_identity
    WHERE proposal.origin = 'found' AND (proposal.score, proposal.evidence, proposal.one_identity, proposal.other_identity)
          IS DISTINCT FROM (excluded.score, excluded.evidence, excluded.one_identity, excluded.other_identity)
    RETURNING id, found_at
)
INSERT INTO matching_step (proposal_id, status, person_id, words, at)
SELECT written.id, 'open', NULL, '', %(now)s FROM written JOIN fresh ON fresh.id = written.id
RETURNING id
