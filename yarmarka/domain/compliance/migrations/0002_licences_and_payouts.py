"""Licences, and decisions about payouts."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yarmarka.domain.compliance.types import Step
from yarmarka.kernel.append_only import keep_for_ever, let_be_rewritten

TABLES = ("compliance_licence", "compliance_objection")


class Migration(migrations.Migration):
    """Adds licences, which nobody changes, and the step at which sellers are paid."""

    dependencies = [
        ("compliance", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="decisionrow",
            name="step",
            field=models.CharField(choices=[(step, step) for step in Step], max_length=12),
        ),
        migrations.CreateModel(
            name="LicenceRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("restriction", models.CharField(max_length=80)),
                ("number", models.CharField(max_length=100)),
                ("issuer", models.CharField(max_length=200)),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("seller_id", models.UUIDField(blank=True, null=True)),
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
                "db_table": "compliance_licence",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("author", models.F("approver")), _negated=True),
                        name="licence_takes_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("restriction", ""), _negated=True),
                            models.Q(("number", ""), _negated=True),
                            models.Q(("issuer", ""), _negated=True),
                        ),
                        name="licence_names_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectionRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("order_id", models.UUIDField(db_index=True)),
                ("at", models.DateTimeField()),
                ("words", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "compliance_objection"},
        ),
        *(migrations.RunSQL(keep_for_ever(table), reverse_sql=let_be_rewritten(table)) for table in TABLES),
    ]
