"""What carriers say costs less: parcels keep room beside them and one index fewer, and keys are made within the statement.

A parcel moves with nearly every word. With a fifth of each page left free its new version stays beside the old one, and
no index hears of it. Nobody looks parcels up by carrier alone. The function that makes an event's key was called
immutable, which it is but for what PostgreSQL knows: it reads instants, so that it was never taken into the statement,
and calling it cost more than what it does.
"""

import django.db.models.deletion
from django.db import migrations, models

_KEY = "parcel_event_id(uuid, timestamptz, text, text)"


class Migration(migrations.Migration):
    dependencies = [("shipping", "0005_lanes_pickup_points_and_promises")]

    operations = [
        migrations.RunSQL(f"ALTER FUNCTION {_KEY} STABLE", reverse_sql=f"ALTER FUNCTION {_KEY} IMMUTABLE"),
        migrations.RunSQL(
            "ALTER TABLE shipping_parcel SET (fillfactor = 80)",
            reverse_sql="ALTER TABLE shipping_parcel RESET (fillfactor)",
        ),
        migrations.AlterField(
            model_name="parcel",
            name="carrier",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="shipping.carrier",
            ),
        ),
    ]
