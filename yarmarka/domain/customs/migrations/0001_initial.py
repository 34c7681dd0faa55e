"""Dated rules of duty and taxes at import, territories, and registrations."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

import yarmarka.domain.customs.types


class Migration(migrations.Migration):
    initial = True

    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="CustomsRuleRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=60, unique=True)),
                (
                    "levy",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.customs.types.Levy["DUTY"],
                                yarmarka.domain.customs.types.Levy["DUTY"],
                            ),
                            (
                                yarmarka.domain.customs.types.Levy["CONSUMPTION_TAX"],
                                yarmarka.domain.customs.types.Levy["CONSUMPTION_TAX"],
                            ),
                            (
                                yarmarka.domain.customs.types.Levy["VAT"],
                                yarmarka.domain.customs.types.Levy["VAT"],
                            ),
                            (
                                yarmarka.domain.customs.types.Levy["FEE"],
                                yarmarka.domain.customs.types.Levy["FEE"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("destination", models.CharField(max_length=8)),
                ("regime", models.CharField(blank=True, max_length=30)),
                ("origin", models.CharField(blank=True, max_length=2)),
                ("seller_kind", models.CharField(blank=True, max_length=20)),
                ("hs_prefix", models.CharField(blank=True, max_length=10)),
                ("band", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                ("currency", models.CharField(max_length=3)),
                ("terms", models.JSONField()),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("legal_basis", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("link", models.CharField(blank=True, max_length=300)),
                ("verified_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("is_enabled", models.BooleanField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "customs_rule",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("is_enabled", True)),
                        expressions=[
                            ("levy", "="),
                            ("destination", "="),
                            ("regime", "="),
                            ("origin", "="),
                            ("seller_kind", "="),
                            ("hs_prefix", "="),
                            ("band", "&&"),
                            ("valid", "&&"),
                        ],
                        name="customs_rules_do_not_overlap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_enabled", False), ("verified_on__isnull", False), _connector="OR"
                        ),
                        name="customs_rule_in_force_was_verified",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="customs_rule_names_its_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hs_prefix__regex", "^[0-9]*$")),
                        name="customs_rule_hs_prefix_is_digits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("territory", models.CharField(max_length=8)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "db_table": "customs_membership",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("country", "="), ("valid", "&&")],
                        name="customs_memberships_do_not_overlap",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("regime", models.CharField(max_length=30)),
                ("number", models.CharField(max_length=30)),
                ("owed_to", models.CharField(max_length=30)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("is_example", models.BooleanField(db_default=False)),
            ],
            options={
                "db_table": "customs_registration",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("regime", "="), ("valid", "&&")],
                        name="customs_registrations_do_not_overlap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("owed_to", ""), _negated=True),
                        name="customs_registration_owes_somebody",
                    ),
                ],
            },
        ),
    ]
