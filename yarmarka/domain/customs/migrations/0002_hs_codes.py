"""HS headings to look things up in, and the codes that people confirmed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0008_pictures_of_products"),
        ("customs", "0001_initial"),
        ("sellers", "0004_decisions_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HsHeadingRow",
            fields=[
                ("code", models.CharField(max_length=6, primary_key=True, serialize=False)),
                ("names", models.JSONField()),
                ("words", models.TextField(blank=True)),
                ("source", models.CharField(max_length=120)),
                ("is_own", models.BooleanField()),
            ],
            options={
                "db_table": "customs_hs_heading",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9]{6}$")), name="hs_heading_has_six_digits"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Classification",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("hs_code", models.CharField(max_length=10)),
                ("was_suggested", models.BooleanField()),
                ("confirmed_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalogue.product"
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="sellers.seller",
                    ),
                ),
            ],
            options={
                "db_table": "customs_classification",
                "constraints": [
                    models.UniqueConstraint(fields=("seller", "product"), name="classified_once_per_seller"),
                    models.CheckConstraint(
                        condition=models.Q(("hs_code__regex", "^([0-9]{6}|[0-9]{10})$")),
                        name="classification_has_six_or_ten_digits",
                    ),
                ],
            },
        ),
    ]
