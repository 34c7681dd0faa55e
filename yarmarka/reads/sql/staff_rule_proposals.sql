-- Purpose: proposed rules, those that wait first, then the latest decided; the decider is whoever spoke last. Rows: at most
-- a hundred. Index: proposal_waiting, voice_once_per_proposal; the rest is a small table.
SELECT proposal.id, proposal.facts ->> 'kind' AS kind, (proposal.facts ->> 'figure')::int AS figure,
       proposal.facts -> 'scope' AS scope, (proposal.preview ->> 'before')::int AS before,
       proposal.effective_at AS valid_from, proposal.source, proposal.proposed_at, proposal.proposed_by_id,
       proposer.email AS proposer, proposal.closed_at AS decided_at, coalesce(last_voice.email, '') AS decider,
       proposal.is_approved
FROM governance_proposal AS proposal
JOIN accounts_person AS proposer ON proposer.id = proposal.proposed_by_id
LEFT JOIN LATERAL (
    SELECT person.email
    FROM governance_voice AS voice JOIN accounts_person AS person ON person.id = voice.by_id
    WHERE voice.proposal_id = proposal.id
    ORDER BY voice.at DESC, voice.id DESC
    LIMIT 1
) AS last_voice ON proposal.closed_at IS NOT NULL
WHERE proposal.matter = 'dated_rule'
ORDER BY proposal.closed_at IS NOT NULL, proposal.closed_at DESC, proposal.proposed_at
LIMIT 100
