"""What was proposed of cases becomes proposals like all others, with who agreed; what a case came to stays with it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: The proposal of a case of today bears the case's id. What nobody agreed to yet is told by the proposal alone.
MOVE = """
ALTER TABLE screening_case DISABLE TRIGGER screening_case_stays_decided;
INSERT INTO governance_proposal (id, matter, facts, preview, source, effective_at, quorum, approvers, proposed_at,
                                 closed_at, is_approved, proposed_by_id)
SELECT id, 'screening_verdict',
       jsonb_build_object('case', id, 'verdict', verdict, 'reason', reason, 'subject_kind', subject_kind,
                          'subject', subject_id, 'list', list_code, 'entry', entry),
       jsonb_build_object('score', round(score::numeric, 2)), left(reason, 500), proposed_at, 1, '[]', proposed_at,
       decided_at, CASE WHEN decided_at IS NOT NULL THEN true END, proposed_by_id
FROM screening_case WHERE proposed_by_id IS NOT NULL
ON CONFLICT (id) DO NOTHING;
INSERT INTO governance_voice (id, at, is_for, by_id, proposal_id)
SELECT gen_random_uuid(), decided_at, true, decided_by_id, id
FROM screening_case WHERE decided_at IS NOT NULL
ON CONFLICT (proposal_id, by_id) DO NOTHING;
UPDATE screening_case SET proposal_id = id WHERE proposed_by_id IS NOT NULL;
UPDATE screening_case SET verdict = '', reason = '' WHERE decided_at IS NULL;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE screening_case ENABLE TRIGGER screening_case_stays_decided;
"""
BACK = """
ALTER TABLE screening_case DISABLE TRIGGER screening_case_stays_decided;
UPDATE screening_case AS one
SET proposed_by_id = proposal.proposed_by_id, proposed_at = proposal.proposed_at, verdict = proposal.facts ->> 'verdict',
    reason = proposal.facts ->> 'reason',
    decided_by_id = (SELECT by_id FROM governance_voice AS voice WHERE voice.proposal_id = proposal.id AND voice.is_for
                     ORDER BY at DESC LIMIT 1)
FROM governance_proposal AS proposal WHERE proposal.id = one.proposal_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE screening_case ENABLE TRIGGER screening_case_stays_decided;
"""


class Migration(migrations.Migration):
    """Moves what people proposed and agreed to, and drops what was kept of it here."""

    dependencies = [
        ("governance", "0004_voices_say_why"),
        ("screening", "0002_every_look_is_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("case", "screening_case_takes_two"),
        migrations.RemoveConstraint("case", "screening_case_decision_is_whole"),
        migrations.AddField(
            "case",
            "proposal",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="governance.proposal",
            ),
        ),
        migrations.RunSQL(MOVE, reverse_sql=BACK),
        migrations.RemoveField("case", "proposed_by"),
        migrations.RemoveField("case", "proposed_at"),
        migrations.RemoveField("case", "decided_by"),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(
                    ("decided_at__isnull", True),
                    models.Q(
                        ("proposal__isnull", False),
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="screening_case_decision_is_whole",
            ),
        ),
    ]
