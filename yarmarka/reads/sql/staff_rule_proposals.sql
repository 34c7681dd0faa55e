-- Purpose: proposed rules, those that wait first, then the latest decided. Rows: at most a hundred.
-- Index: rule_proposal_waiting; the rest is a small table.
SELECT proposal.id, proposal.kind, proposal.figure, proposal.scope, proposal.valid_from, proposal.source,
       proposal.proposed_at, proposal.proposed_by_id, proposer.email AS proposer, proposal.decided_at,
       coalesce(decider.email, '') AS decider, proposal.is_approved
FROM governance_ruleproposal AS proposal
JOIN accounts_person AS proposer ON proposer.id = proposal.proposed_by_id
LEFT JOIN accounts_person AS decider ON decider.id = proposal.decided_by_id
ORDER BY proposal.decided_at IS NOT NULL, proposal.decided_at DESC, proposal.proposed_at
LIMIT 100
