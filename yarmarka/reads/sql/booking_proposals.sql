-- Purpose: proposed bookings of what providers count, those that wait or those decided; the decider is whoever spoke last.
-- Rows: at most the limit. Index: proposal_waiting, voice_once_per_proposal; the decided are a small part of a small table.
SELECT proposal.id, proposal.facts ->> 'provider' AS provider, proposal.facts ->> 'kind' AS kind,
       (proposal.facts ->> 'effect_minor')::bigint AS effect_minor, proposal.facts ->> 'currency' AS currency,
       proposal.facts ->> 'reason' AS reason, proposal.proposed_at, proposal.proposed_by_id, proposer.email AS proposer,
       proposal.closed_at AS decided_at, coalesce(last_voice.email, '') AS decider, proposal.is_approved
FROM governance_proposal AS proposal
JOIN accounts_person AS proposer ON proposer.id = proposal.proposed_by_id
LEFT JOIN LATERAL (
    SELECT person.email
    FROM governance_voice AS voice JOIN accounts_person AS person ON person.id = voice.by_id
    WHERE voice.proposal_id = proposal.id
    ORDER BY voice.at DESC, voice.id DESC
    LIMIT 1
) AS last_voice ON proposal.closed_at IS NOT NULL
WHERE proposal.matter = 'booking' AND (proposal.closed_at IS NULL) = %(waiting)s
ORDER BY proposal.closed_at DESC, proposal.proposed_at, proposal.id
LIMIT %(limit)s
