"""Parcels that are called back; they move as the rules say, whoever moves them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yarmarka.domain.shipping.types
from yarmarka.kernel.moves import guard_moves, unguard_moves

RECALL = {
    "wanted": ("by_hand", "agreed", "back", "missed"),
    "by_hand": ("agreed", "back", "missed"),
    "agreed": ("back", "missed"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0012_promise_basis_and_pickup_point"),
        ("kernel", "0002_moves_are_guarded"),
        ("shipping", "0006_batches_cost_less"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recall",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("cause_id", models.UUIDField()),
                (
                    "settling",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.shipping.types.Settling["WHEN_BACK"],
                                yarmarka.domain.shipping.types.Settling["WHEN_BACK"],
                            ),
                            (
                                yarmarka.domain.shipping.types.Settling["AT_ONCE"],
                                yarmarka.domain.shipping.types.Settling["AT_ONCE"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.shipping.types.RecallStatus["WANTED"],
                                yarmarka.domain.shipping.types.RecallStatus["WANTED"],
                            ),
                            (
                                yarmarka.domain.shipping.types.RecallStatus["BY_HAND"],
                                yarmarka.domain.shipping.types.RecallStatus["BY_HAND"],
                            ),
                            (
                                yarmarka.domain.shipping.types.RecallStatus["AGREED"],
                                yarmarka.domain.shipping.types.RecallStatus["AGREED"],
                            ),
                            (
                                yarmarka.domain.shipping.types.RecallStatus["BACK"],
                                yarmarka.domain.shipping.types.RecallStatus["BACK"],
                            ),
                            (
                                yarmarka.domain.shipping.types.RecallStatus["MISSED"],
                                yarmarka.domain.shipping.types.RecallStatus["MISSED"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("wanted_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parcel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shipping.parcel"
                    ),
                ),
                (
                    "seller_order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.sellerorder"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["wanted", "by_hand"])),
                        fields=["wanted_at"],
                        name="recall_to_be_asked",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("status__in", ["back", "missed"])),
                            models.Q(
                                ("closed_at__isnull", True), ("status__in", ["wanted", "by_hand", "agreed"])
                            ),
                            _connector="OR",
                        ),
                        name="recall_ends_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            guard_moves("shipping_recall", RECALL), reverse_sql=unguard_moves("shipping_recall")
        ),
    ]
