"""The record of what staff did: written once, and never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARDS = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was done is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER deed_append_only BEFORE UPDATE OR DELETE ON audit_deed
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER deed_never_emptied BEFORE TRUNCATE ON audit_deed
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NO_GUARDS = """
DROP TRIGGER deed_never_emptied ON audit_deed;
DROP TRIGGER deed_append_only ON audit_deed;
DROP FUNCTION audit_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the table and its guards."""

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Deed",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        max_length=30,
                    ),
                ),
                (
                    "subject_kind",
                    models.CharField(
                        max_length=20,
                    ),
                ),
                ("subject_id", models.UUIDField(blank=True, null=True)),
                ("subject_name", models.CharField(max_length=200)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("subject_id"),
                        models.OrderBy(models.F("id"), descending=True),
                        name="deed_by_subject",
                    ),
                    models.Index(
                        models.F("actor"),
                        models.OrderBy(models.F("id"), descending=True),
                        name="deed_by_actor",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, reverse_sql=NO_GUARDS),
    ]
