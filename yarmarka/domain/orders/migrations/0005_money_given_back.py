"""What of an order's money went back, line by line; never changed, and never more than was paid."""

import django.db.models.deletion
from django.db import migrations, models

import yarmarka.domain.orders.types

GUARDS = """
CREATE FUNCTION orders_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was given back is append-only: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER given_back_append_only BEFORE UPDATE OR DELETE ON orders_givenback
    FOR EACH ROW EXECUTE FUNCTION orders_refuse_change();
CREATE TRIGGER given_back_never_emptied BEFORE TRUNCATE ON orders_givenback
    FOR EACH STATEMENT EXECUTE FUNCTION orders_refuse_change();
CREATE TRIGGER line_back_append_only BEFORE UPDATE OR DELETE ON orders_lineback
    FOR EACH ROW EXECUTE FUNCTION orders_refuse_change();
CREATE TRIGGER line_back_never_emptied BEFORE TRUNCATE ON orders_lineback
    FOR EACH STATEMENT EXECUTE FUNCTION orders_refuse_change();

CREATE FUNCTION orders_give_back_within_sale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM orders_sellerorder AS part JOIN orders_givenback AS back ON back.seller_order_id = part.id
        WHERE part.id = NEW.seller_order_id
        GROUP BY part.id
        HAVING sum(back.goods_minor) NOT BETWEEN 0 AND part.goods_minor
            OR sum(back.delivery_minor) NOT BETWEEN 0 AND part.delivery_minor
    ) THEN
        RAISE EXCEPTION 'seller order % would give back more than it was sold for', NEW.seller_order_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
-- Whoever gives back holds the seller order's lock, so that two at once see one another.
CREATE TRIGGER given_back_within_sale AFTER INSERT ON orders_givenback
    FOR EACH ROW EXECUTE FUNCTION orders_give_back_within_sale();
"""

NO_GUARDS = """
DROP TRIGGER given_back_within_sale ON orders_givenback;
DROP TRIGGER line_back_never_emptied ON orders_lineback;
DROP TRIGGER line_back_append_only ON orders_lineback;
DROP TRIGGER given_back_never_emptied ON orders_givenback;
DROP TRIGGER given_back_append_only ON orders_givenback;
DROP FUNCTION orders_give_back_within_sale();
DROP FUNCTION orders_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the tables and their guards."""

    dependencies = [
        ("orders", "0004_orders_take_legal_steps"),
    ]

    operations = [
        migrations.CreateModel(
            name="GivenBack",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            (
                                yarmarka.domain.orders.types.BackCause["CALLED_OFF"],
                                yarmarka.domain.orders.types.BackCause["CALLED_OFF"],
                            ),
                            (
                                yarmarka.domain.orders.types.BackCause["REFUNDED"],
                                yarmarka.domain.orders.types.BackCause["REFUNDED"],
                            ),
                            (
                                yarmarka.domain.orders.types.BackCause["CHARGED_BACK"],
                                yarmarka.domain.orders.types.BackCause["CHARGED_BACK"],
                            ),
                            (
                                yarmarka.domain.orders.types.BackCause["CHARGEBACK_WON"],
                                yarmarka.domain.orders.types.BackCause["CHARGEBACK_WON"],
                            ),
                            (
                                yarmarka.domain.orders.types.BackCause["NOT_CAPTURED"],
                                yarmarka.domain.orders.types.BackCause["NOT_CAPTURED"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("cause_id", models.UUIDField()),
                ("goods_minor", models.BigIntegerField()),
                ("delivery_minor", models.BigIntegerField()),
                ("commission_minor", models.BigIntegerField()),
                ("commission_tax_minor", models.BigIntegerField()),
                ("payout_minor", models.BigIntegerField()),
                ("covered_minor", models.BigIntegerField(db_default=0)),
                ("at", models.DateTimeField()),
                (
                    "seller_order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.sellerorder"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "given back",
            },
        ),
        migrations.CreateModel(
            name="LineBack",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("quantity", models.IntegerField()),
                ("goods_minor", models.BigIntegerField()),
                ("commission_minor", models.BigIntegerField()),
                ("commission_tax_minor", models.BigIntegerField()),
                (
                    "given_back",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.givenback"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orders.orderline"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "lines back",
            },
        ),
        migrations.AddConstraint(
            model_name="givenback",
            constraint=models.UniqueConstraint(
                fields=("seller_order", "cause", "cause_id"), name="given_back_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="givenback",
            constraint=models.CheckConstraint(
                condition=models.Q(("covered_minor__gte", 0)), name="given_back_covers_no_debt"
            ),
        ),
        migrations.AddConstraint(
            model_name="lineback",
            constraint=models.UniqueConstraint(fields=("given_back", "line"), name="line_back_once"),
        ),
        migrations.RunSQL(GUARDS, reverse_sql=NO_GUARDS),
    ]
