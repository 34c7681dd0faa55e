"""Restrictions by time, the log of decisions, and clearances."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yarmarka.domain.compliance.types
from yarmarka.kernel.append_only import keep_for_ever, let_be_rewritten

TABLES = ("compliance_decision", "compliance_clearance")
GUARD = """
CREATE FUNCTION compliance_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a restriction is only ever ended, once, and told of: %', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER restriction_stands BEFORE UPDATE ON compliance_restriction FOR EACH ROW
    WHEN ((OLD.id, OLD.code, OLD.terms, OLD.author_id, OLD.approver_id, lower(OLD.valid))
          IS DISTINCT FROM (NEW.id, NEW.code, NEW.terms, NEW.author_id, NEW.approver_id, lower(NEW.valid))
          OR (NOT upper_inf(OLD.valid) AND OLD.valid <> NEW.valid))
    EXECUTE FUNCTION compliance_refuse_change();
CREATE TRIGGER restriction_never_gone BEFORE DELETE ON compliance_restriction
    FOR EACH ROW EXECUTE FUNCTION compliance_refuse_change();
"""
NO_GUARD = """
DROP TRIGGER restriction_never_gone ON compliance_restriction;
DROP TRIGGER restriction_stands ON compliance_restriction;
DROP FUNCTION compliance_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the tables; a restriction is ended once, the log and clearances are only added to."""

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClearanceRow",
            fields=[
                ("order_id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "compliance_clearance",
            },
        ),
        migrations.CreateModel(
            name="DecisionRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.compliance.types.Step["PLACING"],
                                yarmarka.domain.compliance.types.Step["PLACING"],
                            ),
                            (
                                yarmarka.domain.compliance.types.Step["LABEL"],
                                yarmarka.domain.compliance.types.Step["LABEL"],
                            ),
                            (
                                yarmarka.domain.compliance.types.Step["HAND_OVER"],
                                yarmarka.domain.compliance.types.Step["HAND_OVER"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("order_id", models.UUIDField(blank=True, db_index=True, null=True)),
                ("inputs", models.JSONField()),
                ("restriction_ids", models.JSONField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.compliance.types.Outcome["ALLOW"],
                                yarmarka.domain.compliance.types.Outcome["ALLOW"],
                            ),
                            (
                                yarmarka.domain.compliance.types.Outcome["WARN"],
                                yarmarka.domain.compliance.types.Outcome["WARN"],
                            ),
                            (
                                yarmarka.domain.compliance.types.Outcome["LICENCE"],
                                yarmarka.domain.compliance.types.Outcome["LICENCE"],
                            ),
                            (
                                yarmarka.domain.compliance.types.Outcome["HOLD"],
                                yarmarka.domain.compliance.types.Outcome["HOLD"],
                            ),
                            (
                                yarmarka.domain.compliance.types.Outcome["BLOCK"],
                                yarmarka.domain.compliance.types.Outcome["BLOCK"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "db_table": "compliance_decision",
                "indexes": [models.Index(fields=["-at"], name="compliance_decision_newest")],
            },
        ),
        migrations.CreateModel(
            name="RestrictionRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=80)),
                ("terms", models.JSONField()),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("ended_told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "compliance_restriction",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("code", "="), ("valid", "&&")], name="restrictions_do_not_overlap"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("author__isnull", True),
                            ("approver__isnull", True),
                            models.Q(("author", models.F("approver")), _negated=True),
                            _connector="OR",
                        ),
                        name="restriction_takes_two_people",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, reverse_sql=NO_GUARD),
        *(migrations.RunSQL(keep_for_ever(table), reverse_sql=let_be_rewritten(table)) for table in TABLES),
    ]
