"""What a promise rests on, and the pick-up point that was chosen, frozen with the order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0011_what_customs_asks_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="basket",
            name="pickup_points",
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="pickup",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="promise_basis",
            field=models.CharField(blank=True, db_default="", max_length=10),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="promise_deliveries",
            field=models.PositiveIntegerField(db_default=0),
        ),
    ]
