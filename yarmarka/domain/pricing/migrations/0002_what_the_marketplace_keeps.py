"""What the marketplace keeps: commission also by seller and storefront, tax on it, and its own terms."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import yarmarka.domain.pricing.types


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = [
        ("catalogue", "0005_fewer_indexes"),
        ("pricing", "0001_initial"),
        ("sellers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CommissionTax",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("basis_points", models.PositiveIntegerField()),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("source", models.CharField(max_length=200)),
                ("is_example", models.BooleanField(db_default=False)),
                ("verified_on", models.DateField()),
                ("seller_country", models.CharField(blank=True, max_length=2, null=True)),
            ],
            options={
                "verbose_name_plural": "commission taxes",
            },
        ),
        migrations.CreateModel(
            name="MarketplaceTerm",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("basis_points", models.PositiveIntegerField()),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("source", models.CharField(max_length=200)),
                ("is_example", models.BooleanField(db_default=False)),
                ("verified_on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.pricing.types.TermKind["EXCHANGE_SPREAD"],
                                yarmarka.domain.pricing.types.TermKind["EXCHANGE_SPREAD"],
                            ),
                            (
                                yarmarka.domain.pricing.types.TermKind["GUARANTEE_FUND"],
                                yarmarka.domain.pricing.types.TermKind["GUARANTEE_FUND"],
                            ),
                        ],
                        max_length=30,
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="commissionrule",
            name="commission_rules_do_not_overlap",
        ),
        migrations.AddField(
            model_name="commissionrule",
            name="is_example",
            field=models.BooleanField(db_default=False),
        ),
        migrations.AddField(
            model_name="commissionrule",
            name="seller",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sellers.seller",
            ),
        ),
        migrations.AddField(
            model_name="commissionrule",
            name="storefront",
            field=models.CharField(blank=True, max_length=30, null=True),
        ),
        migrations.AddConstraint(
            model_name="commissionrule",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        django.db.models.functions.comparison.Coalesce(
                            "category",
                            models.Value(
                                "00000000-0000-0000-0000-000000000000", output_field=models.UUIDField()
                            ),
                        ),
                        "=",
                    ),
                    (
                        django.db.models.functions.comparison.Coalesce(
                            "seller",
                            models.Value(
                                "00000000-0000-0000-0000-000000000000", output_field=models.UUIDField()
                            ),
                        ),
                        "=",
                    ),
                    (django.db.models.functions.comparison.Coalesce("storefront", models.Value("")), "="),
                    ("valid", "&&"),
                ],
                name="commission_rules_do_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="commissionrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("storefront", ""), _negated=True), name="commission_names_its_storefront"
            ),
        ),
        migrations.AddField(
            model_name="commissiontax",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="commissiontax",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="marketplaceterm",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="marketplaceterm",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="commissiontax",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (django.db.models.functions.comparison.Coalesce("seller_country", models.Value("")), "="),
                    ("valid", "&&"),
                ],
                name="commission_taxes_do_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="commissiontax",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis_points__lte", 5000)), name="commission_tax_at_most_half"
            ),
        ),
        migrations.AddConstraint(
            model_name="marketplaceterm",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("kind", "="), ("valid", "&&")], name="marketplace_terms_do_not_overlap"
            ),
        ),
        migrations.AddConstraint(
            model_name="marketplaceterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis_points__lte", 5000)), name="marketplace_term_at_most_half"
            ),
        ),
    ]
