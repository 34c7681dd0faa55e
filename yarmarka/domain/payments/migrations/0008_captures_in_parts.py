"""Money that was set aside is taken for the parts that can still be sold."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column."""

    dependencies = [
        ("payments", "0007_chargebacks"),
    ]

    operations = [
        migrations.AddField(
            model_name="paymentattempt",
            name="capture_parts",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
