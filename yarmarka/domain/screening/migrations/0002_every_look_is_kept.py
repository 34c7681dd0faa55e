"""A log of every look at a list, and of every step of a case; what is decided stays decided."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yarmarka.domain.screening.types import Band, CaseStepKind, ScreenedKind, Verdict
from yarmarka.kernel.append_only import keep_for_ever, let_be_rewritten

TABLES = ("screening_look", "screening_casestep")
GUARD = """
CREATE FUNCTION screening_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a screening case that was decided stays as it is: %', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER screening_case_stays_decided BEFORE UPDATE ON screening_case FOR EACH ROW
    WHEN (OLD.decided_at IS NOT NULL
          OR (OLD.subject_kind, OLD.subject_id, OLD.asked_hash, OLD.entry_hash, OLD.score, OLD.opened_at)
             IS DISTINCT FROM
             (NEW.subject_kind, NEW.subject_id, NEW.asked_hash, NEW.entry_hash, NEW.score, NEW.opened_at))
    EXECUTE FUNCTION screening_refuse_change();
CREATE TRIGGER screening_case_never_gone BEFORE DELETE ON screening_case
    FOR EACH ROW EXECUTE FUNCTION screening_refuse_change();
"""
NO_GUARD = """
DROP TRIGGER screening_case_never_gone ON screening_case;
DROP TRIGGER screening_case_stays_decided ON screening_case;
DROP FUNCTION screening_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the two logs, shoppers among those who are screened, and triggers that keep what was decided."""

    dependencies = [
        ("screening", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="subject_kind",
            field=models.CharField(choices=[(kind, kind) for kind in ScreenedKind], max_length=10),
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "subject_kind",
                    models.CharField(choices=[(kind, kind) for kind in ScreenedKind], max_length=10),
                ),
                ("subject_id", models.UUIDField()),
                ("asked", models.JSONField(null=True)),
                ("asked_hash", models.CharField(max_length=64)),
                ("lists", models.JSONField()),
                ("lists_hash", models.CharField(max_length=64)),
                ("algorithm", models.CharField(max_length=40)),
                ("band", models.CharField(choices=[(band, band) for band in Band], max_length=10)),
                ("candidates", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_kind", "subject_id", "asked_hash", "lists_hash"),
                        name="screening_look_once_per_lists",
                    )
                ],
                "indexes": [models.Index(fields=["-at"], name="screening_look_newest")],
            },
        ),
        migrations.CreateModel(
            name="CaseStep",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(choices=[(kind, kind) for kind in CaseStepKind], max_length=10)),
                (
                    "verdict",
                    models.CharField(
                        blank=True, choices=[(verdict, verdict) for verdict in Verdict], max_length=10
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="screening.case",
                    ),
                ),
            ],
        ),
        *(migrations.RunSQL(keep_for_ever(table), reverse_sql=let_be_rewritten(table)) for table in TABLES),
        migrations.RunSQL(GUARD, reverse_sql=NO_GUARD),
    ]
