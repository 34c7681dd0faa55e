"""What a hold refers to is looked up for a whole batch at once; live holds have an index by offer already."""

import django.db.models.deletion
from django.db import migrations, models

from yarmarka.kernel.references import refer_apart, refer_together

HOLD = {
    "offer_id": "catalogue_offer",
    "order_id": "orders_order",
    "seller_order_id": "orders_sellerorder",
}


class Migration(migrations.Migration):
    """Exchanges foreign keys for guards that look a whole statement's references up."""

    dependencies = [
        ("catalogue", "0005_fewer_indexes"),
        ("inventory", "0003_holds_take_legal_steps"),
        ("orders", "0004_orders_take_legal_steps"),
    ]

    operations = [
        migrations.AlterField(
            model_name="hold",
            name="offer",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.offer",
            ),
        ),
        migrations.AlterField(
            model_name="hold",
            name="order",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.order",
            ),
        ),
        migrations.AlterField(
            model_name="hold",
            name="seller_order",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.sellerorder",
            ),
        ),
        migrations.RunSQL(
            refer_together("inventory_hold", HOLD), reverse_sql=refer_apart("inventory_hold", HOLD)
        ),
    ]
