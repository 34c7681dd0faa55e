"""Proposals of any kind, and what people said to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARDS = """
CREATE TRIGGER proposal_closed_once BEFORE UPDATE ON governance_proposal FOR EACH ROW
    WHEN (OLD.closed_at IS NOT NULL
          OR (OLD.id, OLD.matter, OLD.facts, OLD.preview, OLD.source, OLD.effective_at, OLD.quorum, OLD.approvers,
              OLD.proposed_by_id, OLD.proposed_at)
             IS DISTINCT FROM
             (NEW.id, NEW.matter, NEW.facts, NEW.preview, NEW.source, NEW.effective_at, NEW.quorum, NEW.approvers,
              NEW.proposed_by_id, NEW.proposed_at))
    EXECUTE FUNCTION governance_refuse_change();
CREATE TRIGGER proposal_never_gone BEFORE DELETE ON governance_proposal
    FOR EACH ROW EXECUTE FUNCTION governance_refuse_change();
CREATE TRIGGER voice_never_changed BEFORE UPDATE OR DELETE ON governance_voice
    FOR EACH ROW EXECUTE FUNCTION governance_refuse_change();
CREATE FUNCTION governance_refuse_own_voice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM governance_proposal WHERE id = NEW.proposal_id AND proposed_by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'nobody decides their own proposal' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER voice_is_of_somebody_else BEFORE INSERT ON governance_voice
    FOR EACH ROW EXECUTE FUNCTION governance_refuse_own_voice();
"""
NO_GUARDS = """
DROP TRIGGER voice_is_of_somebody_else ON governance_voice;
DROP FUNCTION governance_refuse_own_voice();
DROP TRIGGER voice_never_changed ON governance_voice;
DROP TRIGGER proposal_never_gone ON governance_proposal;
DROP TRIGGER proposal_closed_once ON governance_proposal;
"""


class Migration(migrations.Migration):
    """Adds the tables; a proposal is closed once, by others than whoever made it."""

    dependencies = [
        ("governance", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("matter", models.CharField(max_length=40)),
                ("facts", models.JSONField()),
                ("preview", models.JSONField(default=dict)),
                ("source", models.CharField(max_length=500)),
                ("effective_at", models.DateTimeField()),
                ("quorum", models.PositiveSmallIntegerField(default=1)),
                ("approvers", models.JSONField(default=list)),
                ("proposed_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("is_approved", models.BooleanField(blank=True, null=True)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("is_for", models.BooleanField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="governance.proposal",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["proposed_at"],
                name="proposal_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("is_approved__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("is_approved__isnull", False)),
                    _connector="OR",
                ),
                name="proposal_closing_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("quorum__gte", 1)), name="proposal_takes_somebody_else"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="proposal_says_what_it_rests_on"
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.UniqueConstraint(fields=("proposal", "by"), name="voice_once_per_proposal"),
        ),
        migrations.RunSQL(GUARDS, reverse_sql=NO_GUARDS),
    ]
