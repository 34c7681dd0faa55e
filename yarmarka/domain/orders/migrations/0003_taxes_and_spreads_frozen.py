"""Tax on the commission and the spread of exchange are frozen with an order."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the columns."""

    dependencies = [
        ("orders", "0002_initial"),
        ("pricing", "0002_what_the_marketplace_keeps"),
        ("sellers", "0001_initial"),
        ("shipping", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="sellerorder",
            name="seller_order_net_adds_up",
        ),
        migrations.AddField(
            model_name="orderline",
            name="commission_tax_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="commission_tax_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="commission_tax_rule",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.commissiontax",
            ),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="payout_spread_basis_points",
            field=models.PositiveIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="payout_spread_rule",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.marketplaceterm",
            ),
        ),
        migrations.AddConstraint(
            model_name="sellerorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "net_minor",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("total_minor"), "-", models.F("commission_minor")
                            ),
                            "-",
                            models.F("commission_tax_minor"),
                        ),
                    )
                ),
                name="seller_order_net_adds_up",
            ),
        ),
    ]
