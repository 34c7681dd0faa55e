"""Documents of official stores that were brought in become proposals like all others; what holds stays here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: An authorisation bears its proposal's id, so addresses of its page stay what they were.
MOVE = """
INSERT INTO governance_proposal (id, matter, facts, preview, source, effective_at, quorum, approvers, proposed_at,
                                 closed_at, is_approved, proposed_by_id)
SELECT id, 'official_store',
       jsonb_build_object('brand', brand_id, 'seller', seller_id, 'document', document, 'valid_from', lower(valid),
                          'valid_to', upper(valid) - 1),
       '{}', document, lower(valid)::timestamp AT TIME ZONE 'UTC', 1, '[]', proposed_at, decided_at,
       CASE status WHEN 'proposed' THEN NULL ELSE status <> 'declined' END, proposed_by_id
FROM catalogue_brandauthorisation
ON CONFLICT (id) DO NOTHING;
INSERT INTO governance_voice (id, at, is_for, words, by_id, proposal_id)
SELECT gen_random_uuid(), decided_at, status <> 'declined', CASE status WHEN 'declined' THEN reason ELSE '' END,
       decided_by_id, id
FROM catalogue_brandauthorisation WHERE decided_at IS NOT NULL
ON CONFLICT (proposal_id, by_id) DO NOTHING;
DELETE FROM catalogue_brandauthorisation WHERE status IN ('proposed', 'declined');
SET CONSTRAINTS ALL IMMEDIATE;
"""
#: Back again what waits and what was declined comes back; the proposals stay, and are not moved twice.
BACK = """
UPDATE catalogue_brandauthorisation AS store
SET proposed_at = proposal.proposed_at, proposed_by_id = proposal.proposed_by_id, decided_at = proposal.closed_at,
    decided_by_id = (SELECT by_id FROM governance_voice AS voice WHERE voice.proposal_id = proposal.id
                     ORDER BY at DESC LIMIT 1)
FROM governance_proposal AS proposal WHERE proposal.id = store.id;
INSERT INTO catalogue_brandauthorisation (id, brand_id, seller_id, document, valid, status, proposed_at, proposed_by_id,
                                          decided_at, decided_by_id, reason)
SELECT proposal.id, (facts ->> 'brand')::uuid, (facts ->> 'seller')::uuid, facts ->> 'document',
       daterange((facts ->> 'valid_from')::date, (facts ->> 'valid_to')::date, '[]'),
       CASE WHEN closed_at IS NULL THEN 'proposed' ELSE 'declined' END, proposed_at, proposed_by_id, closed_at,
       voice.by_id, coalesce(voice.words, '')
FROM governance_proposal AS proposal LEFT JOIN governance_voice AS voice ON voice.proposal_id = proposal.id
WHERE matter = 'official_store' AND is_approved IS NOT TRUE;
SET CONSTRAINTS ALL IMMEDIATE;
"""


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    """Moves what people decided, and drops what was kept of it here."""

    dependencies = [
        ("catalogue", "0012_categories_in_googles_taxonomy"),
        ("governance", "0004_voices_say_why"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("brandauthorisation", "brand_authorisation_decision_is_dated"),
        migrations.RemoveConstraint("brandauthorisation", "brand_authorisation_takes_four_eyes"),
        migrations.RemoveConstraint("brandauthorisation", "brand_authorisation_refusal_says_why"),
        migrations.RemoveIndex("brandauthorisation", "brand_authorisation_queue"),
        # nullable, so that the way back can fill them
        migrations.AlterField("brandauthorisation", "proposed_at", models.DateTimeField(null=True)),
        migrations.AlterField("brandauthorisation", "proposed_by", _person()),
        migrations.RunSQL(MOVE, reverse_sql=BACK),
        migrations.RemoveField("brandauthorisation", "proposed_at"),
        migrations.RemoveField("brandauthorisation", "proposed_by"),
        migrations.RemoveField("brandauthorisation", "decided_at"),
        migrations.RemoveField("brandauthorisation", "decided_by"),
        migrations.AlterField(
            "brandauthorisation",
            "status",
            models.CharField(
                choices=[("approved", "approved"), ("withdrawn", "withdrawn")],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            "brandauthorisation",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="brand_authorisation_refusal_says_why",
            ),
        ),
    ]
