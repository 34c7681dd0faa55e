-- Purpose: proposals that goods are the same, in some states, of some score, by some origins.
-- Rows: at most the limit, JSON. Index: match_queue while they wait.
SELECT coalesce(json_agg(json_build_object(
    'id', found.id, 'kind', found.kind, 'origin', found.origin, 'status', found.status, 'one_id', found.one_id,
    'other_id', found.other_id, 'score', found.score, 'evidence', found.evidence, 'found_at', found.found_at,
    'seller', coalesce(seller.trade_name, ''), 'sku', found.sku, 'words', found.words,
    'decided_at', found.decided_at, 'decided_by', coalesce(person.email, ''), 'reason', found.reason)
    ORDER BY found.decided_at DESC NULLS FIRST, found.score DESC, found.id), '[]')::text
FROM (
    SELECT * FROM matching_proposal AS proposal
    WHERE proposal.status = ANY (%(statuses)s::text[]) AND proposal.origin = ANY (%(origins)s::text[])
      AND proposal.score >= %(least)s AND proposal.score < %(below)s
    ORDER BY proposal.decided_at DESC NULLS FIRST, proposal.score DESC, proposal.id
    LIMIT %(limit)s OFFSET %(offset)s
) AS found
LEFT JOIN sellers_seller AS seller ON seller.id = found.seller_id
LEFT JOIN accounts_person AS person ON person.id = found.decided_by_id
