"""One index has what lies on a shelf in the order of prices; it takes the place of the one on the category alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_fewer_indexes")]

    operations = [
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("is_visible", True), ("offer_count__gt", 0)),
                fields=["category", "reference_minor", "id"],
                name="product_on_shelf_by_price",
            ),
        ),
        migrations.AlterField(
            model_name="product",
            name="category",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.category",
            ),
        ),
    ]
