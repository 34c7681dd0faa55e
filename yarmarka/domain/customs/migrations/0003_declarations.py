"""What customs was told of parcels."""

import django.db.models.deletion
from django.db import migrations, models

import yarmarka.domain.customs.types


class Migration(migrations.Migration):
    dependencies = [
        ("customs", "0002_hs_codes"),
        ("shipping", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeclarationRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=40)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.customs.types.Form["CN22"],
                                yarmarka.domain.customs.types.Form["CN22"],
                            ),
                            (
                                yarmarka.domain.customs.types.Form["CN23"],
                                yarmarka.domain.customs.types.Form["CN23"],
                            ),
                        ],
                        max_length=4,
                    ),
                ),
                ("facts", models.JSONField()),
                ("declared_at", models.DateTimeField()),
                (
                    "parcel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="shipping.parcel"
                    ),
                ),
            ],
            options={
                "db_table": "customs_declaration",
            },
        ),
    ]
