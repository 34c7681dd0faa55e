"""Rules that were proposed become proposals like all others, with what was decided of them; their own table goes."""

from django.db import migrations

#: `matter` is what the flow of rules calls it; what held before was not noted then
MOVE = """
INSERT INTO governance_proposal (id, matter, facts, preview, source, effective_at, quorum, approvers, proposed_at,
                                 closed_at, is_approved, proposed_by_id)
SELECT id, 'dated_rule', jsonb_build_object('kind', kind, 'figure', figure, 'scope', scope), '{}', source, valid_from, 1,
       '[]', proposed_at, decided_at, is_approved, proposed_by_id
FROM governance_ruleproposal
ON CONFLICT (id) DO NOTHING;
INSERT INTO governance_voice (id, at, is_for, by_id, proposal_id)
SELECT gen_random_uuid(), decided_at, is_approved, decided_by_id, id
FROM governance_ruleproposal WHERE decided_at IS NOT NULL
ON CONFLICT (proposal_id, by_id) DO NOTHING;
DROP TRIGGER rule_proposal_never_emptied ON governance_ruleproposal;
DROP TRIGGER rule_proposal_never_gone ON governance_ruleproposal;
DROP TRIGGER rule_proposal_decided_once ON governance_ruleproposal;
"""
#: Back again the old table is guarded anew, beside what was moved, which is never deleted and not moved twice.
BACK = """
INSERT INTO governance_ruleproposal (id, kind, figure, scope, valid_from, source, proposed_at, decided_at, is_approved,
                                     decided_by_id, proposed_by_id)
SELECT proposal.id, facts ->> 'kind', (facts ->> 'figure')::int, facts -> 'scope', effective_at, left(source, 200),
       proposed_at, voice.at, voice.is_for, voice.by_id, proposed_by_id
FROM governance_proposal AS proposal LEFT JOIN governance_voice AS voice ON voice.proposal_id = proposal.id
WHERE matter = 'dated_rule';
CREATE TRIGGER rule_proposal_decided_once BEFORE UPDATE ON governance_ruleproposal FOR EACH ROW
    WHEN (OLD.decided_at IS NOT NULL
          OR (OLD.id, OLD.kind, OLD.figure, OLD.scope, OLD.valid_from, OLD.source, OLD.proposed_by_id, OLD.proposed_at)
             IS DISTINCT FROM
             (NEW.id, NEW.kind, NEW.figure, NEW.scope, NEW.valid_from, NEW.source, NEW.proposed_by_id, NEW.proposed_at))
    EXECUTE FUNCTION governance_refuse_change();
CREATE TRIGGER rule_proposal_never_gone BEFORE DELETE ON governance_ruleproposal
    FOR EACH ROW EXECUTE FUNCTION governance_refuse_change();
CREATE TRIGGER rule_proposal_never_emptied BEFORE TRUNCATE ON governance_ruleproposal
    FOR EACH STATEMENT EXECUTE FUNCTION governance_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_proposals_of_all_kinds")]

    operations = [
        migrations.RunSQL(MOVE, reverse_sql=BACK),
        migrations.DeleteModel(name="RuleProposal"),
    ]
