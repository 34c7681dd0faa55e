"""Dated rules that somebody proposed, and a second person decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARDS = """
CREATE FUNCTION governance_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a rule proposal is only ever decided, once: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
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
NO_GUARDS = """
DROP TRIGGER rule_proposal_never_emptied ON governance_ruleproposal;
DROP TRIGGER rule_proposal_never_gone ON governance_ruleproposal;
DROP TRIGGER rule_proposal_decided_once ON governance_ruleproposal;
DROP FUNCTION governance_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the table; a proposal is decided once and changes otherwise never."""

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleProposal",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("commission", "commission"),
                            ("tax", "tax"),
                            ("spread", "spread"),
                            ("fund", "fund"),
                            ("partner", "partner"),
                            ("inspection", "inspection"),
                        ],
                        max_length=15,
                    ),
                ),
                ("figure", models.PositiveIntegerField()),
                ("scope", models.JSONField(default=dict)),
                ("valid_from", models.DateTimeField()),
                ("source", models.CharField(max_length=200)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("is_approved", models.BooleanField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=["proposed_at"],
                        name="rule_proposal_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("is_approved__isnull", True),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("is_approved__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="rule_proposal_decision_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="rule_proposal_takes_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="rule_proposal_says_what_it_rests_on",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, reverse_sql=NO_GUARDS),
    ]
