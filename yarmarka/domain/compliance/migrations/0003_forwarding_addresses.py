"""The list of known forwarding addresses."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE TRIGGER forwarder_stands BEFORE UPDATE ON compliance_forwarder FOR EACH ROW
    WHEN ((OLD.id, OLD.country, OLD.postal_code, OLD.words, OLD.note, OLD.source, OLD.author_id, OLD.approver_id,
           lower(OLD.valid))
          IS DISTINCT FROM
          (NEW.id, NEW.country, NEW.postal_code, NEW.words, NEW.note, NEW.source, NEW.author_id, NEW.approver_id,
           lower(NEW.valid))
          OR upper(NEW.valid) IS NULL OR upper(NEW.valid) > upper(OLD.valid))
    EXECUTE FUNCTION compliance_refuse_change();
CREATE TRIGGER forwarder_never_gone BEFORE DELETE ON compliance_forwarder
    FOR EACH ROW EXECUTE FUNCTION compliance_refuse_change();
"""
NO_GUARD = """
DROP TRIGGER forwarder_never_gone ON compliance_forwarder;
DROP TRIGGER forwarder_stands ON compliance_forwarder;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0002_licences_and_payouts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ForwarderRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("postal_code", models.CharField(blank=True, max_length=12)),
                ("words", models.CharField(max_length=300)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("source", models.CharField(max_length=500)),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "compliance_forwarder",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("country", "="), ("postal_code", "="), ("words", "="), ("valid", "&&")],
                        name="forwarder_is_known_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("author", models.F("approver")), _negated=True),
                        name="forwarder_takes_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True), models.Q(("source", ""), _negated=True)
                        ),
                        name="forwarder_says_what_it_is",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, reverse_sql=NO_GUARD),
    ]
