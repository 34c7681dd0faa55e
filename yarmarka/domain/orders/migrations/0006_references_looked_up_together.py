"""What an order refers to is looked up for a whole batch at once; indexes that others cover are gone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yarmarka.kernel.references import refer_apart, refer_together

ORDER = {"person_id": "accounts_person"}
SELLER_ORDER = {
    "order_id": "orders_order",
    "seller_id": "sellers_seller",
    "service_id": "shipping_deliveryservice",
    "commission_tax_rule_id": "pricing_commissiontax",
    "payout_rate_row_id": "pricing_exchangerate",
    "payout_spread_rule_id": "pricing_marketplaceterm",
}
LINE = {
    "order_id": "orders_order",
    "seller_order_id": "orders_sellerorder",
    "offer_id": "catalogue_offer",
    "product_id": "catalogue_product",
    "rate_row_id": "pricing_exchangerate",
    "commission_rule_id": "pricing_commissionrule",
}


def _guarded(table: str, references: dict[str, str]) -> migrations.RunSQL:
    return migrations.RunSQL(refer_together(table, references), reverse_sql=refer_apart(table, references))


class Migration(migrations.Migration):
    """Exchanges foreign keys for guards that look a whole statement's references up."""

    dependencies = [
        ("catalogue", "0005_fewer_indexes"),
        ("orders", "0005_money_given_back"),
        ("pricing", "0002_what_the_marketplace_keeps"),
        ("sellers", "0001_initial"),
        ("shipping", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="order",
            name="number",
            field=models.CharField(max_length=16),
        ),
        migrations.AlterField(
            model_name="order",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="commission_rule",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.commissionrule",
            ),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="offer",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.offer",
            ),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="order",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.order",
            ),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="product",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.product",
            ),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="rate_row",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.exchangerate",
            ),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="seller_order",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.sellerorder",
            ),
        ),
        migrations.AlterField(
            model_name="sellerorder",
            name="commission_tax_rule",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.commissiontax",
            ),
        ),
        migrations.AlterField(
            model_name="sellerorder",
            name="order",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.order",
            ),
        ),
        migrations.AlterField(
            model_name="sellerorder",
            name="payout_rate_row",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.exchangerate",
            ),
        ),
        migrations.AlterField(
            model_name="sellerorder",
            name="payout_spread_rule",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.marketplaceterm",
            ),
        ),
        migrations.AlterField(
            model_name="sellerorder",
            name="seller",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sellers.seller",
            ),
        ),
        migrations.AlterField(
            model_name="sellerorder",
            name="service",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="shipping.deliveryservice",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(fields=("number",), name="order_numbered_once"),
        ),
        _guarded("orders_order", ORDER),
        _guarded("orders_sellerorder", SELLER_ORDER),
        _guarded("orders_orderline", LINE),
    ]
