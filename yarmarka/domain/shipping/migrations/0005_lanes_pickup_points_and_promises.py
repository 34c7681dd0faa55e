"""Lanes with legs, rate bands, coverage, pick-up points, and the record of promises."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import yarmarka.domain.shipping.types


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0012_promise_basis_and_pickup_point"),
        ("shipping", "0004_carriers_are_asked_within_their_quotas"),
    ]

    operations = [
        migrations.CreateModel(
            name="Coverage",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("country", models.CharField(max_length=2)),
                ("place", models.CharField(max_length=30)),
                (
                    "quality",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.shipping.types.Quality["SERVED"],
                                yarmarka.domain.shipping.types.Quality["SERVED"],
                            ),
                            (
                                yarmarka.domain.shipping.types.Quality["SEASONAL"],
                                yarmarka.domain.shipping.types.Quality["SEASONAL"],
                            ),
                            (
                                yarmarka.domain.shipping.types.Quality["SLOW"],
                                yarmarka.domain.shipping.types.Quality["SLOW"],
                            ),
                            (
                                yarmarka.domain.shipping.types.Quality["NONE"],
                                yarmarka.domain.shipping.types.Quality["NONE"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("extra_min_days", models.PositiveSmallIntegerField(default=0)),
                ("extra_max_days", models.PositiveSmallIntegerField(default=0)),
                ("season_from", models.CharField(blank=True, max_length=5)),
                ("season_until", models.CharField(blank=True, max_length=5)),
                ("notes", models.JSONField(default=dict)),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("source", models.CharField(max_length=200)),
                ("verified_on", models.DateField()),
                ("is_example", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Lane",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=40)),
                ("names", models.JSONField()),
                ("origin_country", models.CharField(max_length=2)),
                ("destination_country", models.CharField(max_length=2)),
            ],
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.shipping.types.LegKind["CONSOLIDATION"],
                                yarmarka.domain.shipping.types.LegKind["CONSOLIDATION"],
                            ),
                            (
                                yarmarka.domain.shipping.types.LegKind["LINE_HAUL"],
                                yarmarka.domain.shipping.types.LegKind["LINE_HAUL"],
                            ),
                            (
                                yarmarka.domain.shipping.types.LegKind["CUSTOMS"],
                                yarmarka.domain.shipping.types.LegKind["CUSTOMS"],
                            ),
                            (
                                yarmarka.domain.shipping.types.LegKind["LAST_MILE"],
                                yarmarka.domain.shipping.types.LegKind["LAST_MILE"],
                            ),
                        ],
                        max_length=15,
                    ),
                ),
                ("hand_over", models.JSONField(default=dict)),
                ("min_days", models.PositiveSmallIntegerField()),
                ("max_days", models.PositiveSmallIntegerField()),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("source", models.CharField(max_length=200)),
                ("verified_on", models.DateField()),
                ("is_example", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="PickupPoint",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.shipping.types.PointKind["OFFICE"],
                                yarmarka.domain.shipping.types.PointKind["OFFICE"],
                            ),
                            (
                                yarmarka.domain.shipping.types.PointKind["LOCKER"],
                                yarmarka.domain.shipping.types.PointKind["LOCKER"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("country", models.CharField(max_length=2)),
                ("place", models.CharField(blank=True, max_length=30)),
                ("city", models.CharField(max_length=120)),
                ("city_key", models.CharField(max_length=120)),
                ("addresses", models.JSONField()),
                ("postal_code", models.CharField(blank=True, max_length=12)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("hours", models.JSONField(default=list)),
                ("exceptions", models.JSONField(default=dict)),
                ("takes_cards", models.BooleanField(blank=True, null=True)),
                ("max_weight_g", models.PositiveIntegerField(blank=True, null=True)),
                ("max_side_mm", models.PositiveIntegerField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("told_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PromiseMade",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("confidence", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("basis", models.CharField(max_length=10)),
                ("deliveries", models.PositiveIntegerField(default=0)),
                ("place", models.CharField(blank=True, max_length=30)),
                ("reason", models.CharField(max_length=30)),
                ("is_current", models.BooleanField(default=True)),
                ("is_told", models.BooleanField(default=False)),
                ("delivered_on", models.DateField(blank=True, null=True)),
                ("is_kept", models.BooleanField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RateBand",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("up_to_g", models.PositiveIntegerField()),
                ("up_to_value_minor", models.BigIntegerField(blank=True, null=True)),
                ("base_minor", models.BigIntegerField()),
                ("per_kg_minor", models.BigIntegerField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="learntservice",
            name="service_learnt_once",
        ),
        migrations.AddField(
            model_name="deliveryservice",
            name="cut_off",
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deliveryservice",
            name="ending",
            field=models.CharField(
                choices=[
                    (
                        yarmarka.domain.shipping.types.Ending["DOOR"],
                        yarmarka.domain.shipping.types.Ending["DOOR"],
                    ),
                    (
                        yarmarka.domain.shipping.types.Ending["OFFICE"],
                        yarmarka.domain.shipping.types.Ending["OFFICE"],
                    ),
                    (
                        yarmarka.domain.shipping.types.Ending["LOCKER"],
                        yarmarka.domain.shipping.types.Ending["LOCKER"],
                    ),
                ],
                db_default=yarmarka.domain.shipping.types.Ending["DOOR"],
                default=yarmarka.domain.shipping.types.Ending["DOOR"],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="deliveryservice",
            name="max_side_mm",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="deliveryservice",
            name="max_value_minor",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deliveryservice",
            name="picks_point",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="deliveryservice",
            name="speed",
            field=models.CharField(
                choices=[
                    (
                        yarmarka.domain.shipping.types.Speed["ECONOMY"],
                        yarmarka.domain.shipping.types.Speed["ECONOMY"],
                    ),
                    (
                        yarmarka.domain.shipping.types.Speed["STANDARD"],
                        yarmarka.domain.shipping.types.Speed["STANDARD"],
                    ),
                    (
                        yarmarka.domain.shipping.types.Speed["EXPRESS"],
                        yarmarka.domain.shipping.types.Speed["EXPRESS"],
                    ),
                ],
                db_default=yarmarka.domain.shipping.types.Speed["STANDARD"],
                default=yarmarka.domain.shipping.types.Speed["STANDARD"],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="deliveryservice",
            name="takes_batteries",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="deliveryservice",
            name="volume_divisor",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="learntservice",
            name="place",
            field=models.CharField(blank=True, db_default="", default="", max_length=30),
        ),
        migrations.AddConstraint(
            model_name="learntservice",
            constraint=models.UniqueConstraint(
                fields=("carrier", "code", "origin_country", "destination_country", "place"),
                name="service_learnt_once",
            ),
        ),
        migrations.AddField(
            model_name="coverage",
            name="carrier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shipping.carrier"
            ),
        ),
        migrations.AddField(
            model_name="lane",
            name="carrier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shipping.carrier"
            ),
        ),
        migrations.AddField(
            model_name="deliveryservice",
            name="lane",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="shipping.lane",
            ),
        ),
        migrations.AddField(
            model_name="leg",
            name="carrier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shipping.carrier"
            ),
        ),
        migrations.AddField(
            model_name="leg",
            name="lane",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shipping.lane"
            ),
        ),
        migrations.AddField(
            model_name="pickuppoint",
            name="carrier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shipping.carrier"
            ),
        ),
        migrations.AddField(
            model_name="promisemade",
            name="seller_order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.sellerorder"
            ),
        ),
        migrations.AddField(
            model_name="rateband",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shipping.deliveryservice"
            ),
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("carrier", "="),
                    ("code", "="),
                    ("country", "="),
                    ("place", "="),
                    ("valid", "&&"),
                ],
                name="coverage_does_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=models.CheckConstraint(
                condition=models.Q(("extra_max_days__gte", models.F("extra_min_days"))),
                name="coverage_days_are_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quality", yarmarka.domain.shipping.types.Quality["SEASONAL"]), _negated=True),
                    models.Q(
                        ("season_from__regex", "^\\d\\d-\\d\\d$"), ("season_until__regex", "^\\d\\d-\\d\\d$")
                    ),
                    _connector="OR",
                ),
                name="seasonal_coverage_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="lane",
            constraint=models.UniqueConstraint(
                fields=("carrier", "code", "origin_country", "destination_country"), name="lane_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("lane", "="), ("position", "="), ("valid", "&&")], name="legs_do_not_overlap"
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_days__gte", models.F("min_days"))), name="leg_days_are_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="pickuppoint",
            index=models.Index(
                condition=models.Q(("gone_at__isnull", True)),
                fields=["country", "city_key"],
                name="pickup_point_by_city",
            ),
        ),
        migrations.AddConstraint(
            model_name="pickuppoint",
            constraint=models.UniqueConstraint(fields=("carrier", "code"), name="pickup_point_once"),
        ),
        migrations.AddConstraint(
            model_name="pickuppoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                name="pickup_point_is_on_the_map",
            ),
        ),
        migrations.AddIndex(
            model_name="promisemade",
            index=models.Index(fields=["seller_order", "made_at"], name="promise_by_part"),
        ),
        migrations.AddIndex(
            model_name="promisemade",
            index=models.Index(
                condition=models.Q(("delivered_on__isnull", True), ("is_current", True)),
                fields=["to_on"],
                name="promise_that_is_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="promisemade",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)),
                fields=("seller_order",),
                name="one_promise_is_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="promisemade",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reason", "sold")),
                fields=("seller_order",),
                name="one_promise_is_the_sales",
            ),
        ),
        migrations.AddConstraint(
            model_name="promisemade",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__gte", models.F("from_on"))), name="promise_is_a_window"
            ),
        ),
        migrations.AddConstraint(
            model_name="promisemade",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delivered_on__isnull", True), ("is_kept__isnull", True)),
                    models.Q(("delivered_on__isnull", False), ("is_kept__isnull", False)),
                    _connector="OR",
                ),
                name="promise_is_resolved_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="rateband",
            constraint=models.UniqueConstraint(
                fields=("service", "up_to_g", "up_to_value_minor"),
                name="rate_band_once",
                nulls_distinct=False,
            ),
        ),
    ]
