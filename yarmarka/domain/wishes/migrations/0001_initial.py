"""Wish lists."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0008_pictures_of_products"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WishRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("added_at", models.DateTimeField()),
                ("price_minor", models.BigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
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
            ],
            options={
                "verbose_name_plural": "wishes",
                "indexes": [
                    models.Index(
                        models.F("person"),
                        models.OrderBy(models.F("added_at"), descending=True),
                        name="wish_of_person",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "product"), name="wish_once"),
                    models.CheckConstraint(
                        condition=models.Q(("price_minor__gte", 0)), name="wish_price_is_one"
                    ),
                ],
            },
        ),
    ]
