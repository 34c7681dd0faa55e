"""Lines are found by their order; an index by offer, whose every entry lands elsewhere, was paid for by each sale."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Drops the index of order lines by offer: only deleting an offer, which is rare, looked there."""

    dependencies = [
        ("catalogue", "0005_fewer_indexes"),
        ("orders", "0009_room_for_pictures"),
    ]

    operations = [
        migrations.AlterField(
            model_name="orderline",
            name="offer",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.offer",
            ),
        ),
    ]
