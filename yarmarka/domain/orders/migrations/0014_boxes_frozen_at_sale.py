"""The box of each line, as its seller had told it at sale; null for orders that were placed before it was frozen."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column."""

    dependencies = [
        ("orders", "0013_sellers_made_whole"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="sides_mm",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), blank=True, null=True, size=3
            ),
        ),
    ]
