"""What was proposed to be booked becomes proposals like all others, with what was decided of it; its own table goes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: A proposal keeps its id: the books name it. What it rested on was its reason, or nothing but the provider's word.
MOVE = """
INSERT INTO governance_proposal (id, matter, facts, preview, source, effective_at, quorum, approvers, proposed_at,
                                 closed_at, is_approved, proposed_by_id)
SELECT id, 'booking',
       jsonb_build_object('provider', provider, 'kind', kind, 'effect_minor', effect_minor, 'currency', currency,
                          'reason', reason),
       '{}', coalesce(nullif(reason, ''), provider), proposed_at, 1, '[]', proposed_at, decided_at, is_approved,
       proposed_by_id
FROM reconciliation_proposal
ON CONFLICT (id) DO NOTHING;
INSERT INTO governance_voice (id, at, is_for, by_id, proposal_id)
SELECT gen_random_uuid(), decided_at, is_approved, decided_by_id, id
FROM reconciliation_proposal WHERE decided_at IS NOT NULL
ON CONFLICT (proposal_id, by_id) DO NOTHING;
SET CONSTRAINTS ALL IMMEDIATE;
DROP TRIGGER proposal_is_kept ON reconciliation_proposal;
DROP TRIGGER proposal_says_the_same ON reconciliation_proposal;
DROP TRIGGER proposal_decided_stays ON reconciliation_proposal;
DROP FUNCTION reconciliation_refuse_change();
"""
#: Back again the old table is filled anew, beside what was moved, which is never deleted and not moved twice.
BACK = """
INSERT INTO reconciliation_proposal (id, provider, kind, effect_minor, currency, reason, proposed_at, decided_at,
                                     is_approved, decided_by_id, proposed_by_id)
SELECT proposal.id, facts ->> 'provider', facts ->> 'kind', (facts ->> 'effect_minor')::bigint, facts ->> 'currency',
       facts ->> 'reason', proposed_at, voice.at, voice.is_for, voice.by_id, proposed_by_id
FROM governance_proposal AS proposal LEFT JOIN governance_voice AS voice ON voice.proposal_id = proposal.id
WHERE matter = 'booking';
CREATE FUNCTION reconciliation_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a proposal that is decided stays as it is: %', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER proposal_decided_stays BEFORE UPDATE ON reconciliation_proposal
    FOR EACH ROW WHEN (OLD.decided_at IS NOT NULL) EXECUTE FUNCTION reconciliation_refuse_change();
CREATE TRIGGER proposal_says_the_same BEFORE UPDATE ON reconciliation_proposal
    FOR EACH ROW WHEN ((OLD.provider, OLD.kind, OLD.effect_minor, OLD.currency, OLD.proposed_by_id)
                       IS DISTINCT FROM (NEW.provider, NEW.kind, NEW.effect_minor, NEW.currency, NEW.proposed_by_id))
    EXECUTE FUNCTION reconciliation_refuse_change();
CREATE TRIGGER proposal_is_kept BEFORE DELETE ON reconciliation_proposal
    FOR EACH ROW EXECUTE FUNCTION reconciliation_refuse_change();
"""


def _named() -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="governance.proposal",
    )


class Migration(migrations.Migration):
    """Moves the rows, and lets fees and differences name governance's."""

    dependencies = [
        ("governance", "0004_voices_say_why"),
        ("reconciliation", "0002_decisions_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(MOVE, reverse_sql=BACK),
        migrations.AlterField("registryrow", "proposal", _named()),
        migrations.AlterField("difference", "proposal", _named()),
        migrations.AlterField("difference", "proposal_back", _named()),
        migrations.DeleteModel(name="Proposal"),
    ]
