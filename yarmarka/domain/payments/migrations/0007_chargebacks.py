"""Money that shoppers' banks take back; it ends once, won or lost."""

import django.db.models.deletion
from django.db import migrations, models

import yarmarka.domain.payments.types
from yarmarka.kernel.moves import guard_moves, unguard_moves

CHARGEBACK = {"opened": ("won", "lost")}


class Migration(migrations.Migration):
    """Adds the table and its guard."""

    dependencies = [
        ("payments", "0006_refunds_within_captures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chargeback",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("provider", models.CharField(max_length=30)),
                ("provider_ref", models.CharField(max_length=80)),
                ("amount_minor", models.BigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("fee_minor", models.BigIntegerField(db_default=0)),
                ("fee_currency", models.CharField(blank=True, max_length=3)),
                ("reason", models.CharField(blank=True, max_length=80)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.payments.types.ChargebackStatus["OPENED"],
                                yarmarka.domain.payments.types.ChargebackStatus["OPENED"],
                            ),
                            (
                                yarmarka.domain.payments.types.ChargebackStatus["WON"],
                                yarmarka.domain.payments.types.ChargebackStatus["WON"],
                            ),
                            (
                                yarmarka.domain.payments.types.ChargebackStatus["LOST"],
                                yarmarka.domain.payments.types.ChargebackStatus["LOST"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_by", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.paymentattempt",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "opened")), fields=["due_by"], name="chargeback_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "provider_ref"), name="chargeback_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount_minor__gt", 0)), name="chargeback_takes_something"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            guard_moves("payments_chargeback", CHARGEBACK), reverse_sql=unguard_moves("payments_chargeback")
        ),
    ]
