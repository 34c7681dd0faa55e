"""What shoppers pay at import, frozen with the order; nobody charges any yet, so what placed orders write stays as it is."""

import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE OR REPLACE FUNCTION orders_give_back_within_sale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM orders_sellerorder AS part JOIN orders_givenback AS back ON back.seller_order_id = part.id
        WHERE part.id = NEW.seller_order_id
        GROUP BY part.id
        HAVING sum(back.goods_minor) NOT BETWEEN 0 AND part.goods_minor
            OR sum(back.delivery_minor) NOT BETWEEN 0 AND part.delivery_minor
            OR sum(back.duty_minor) NOT BETWEEN 0 AND part.duty_minor
            OR sum(back.import_tax_minor) NOT BETWEEN 0 AND part.import_tax_minor
    ) THEN
        RAISE EXCEPTION 'seller order % would give back more than it was sold for', NEW.seller_order_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Adds the columns, and holds sums and what goes back to them."""

    dependencies = [
        ("orders", "0006_references_looked_up_together"),
        ("pricing", "0003_partner_shares"),
        ("sellers", "0001_initial"),
        ("shipping", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="order",
            name="order_adds_up",
        ),
        migrations.RemoveConstraint(
            model_name="sellerorder",
            name="seller_order_adds_up",
        ),
        migrations.RemoveConstraint(
            model_name="sellerorder",
            name="seller_order_net_adds_up",
        ),
        migrations.AddField(
            model_name="givenback",
            name="duty_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="givenback",
            name="import_tax_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="order",
            name="duty_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="order",
            name="import_tax_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="orderline",
            name="duty_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="orderline",
            name="import_tax_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="duty_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="duty_to",
            field=models.CharField(blank=True, db_default="", max_length=30),
        ),
        migrations.AddField(
            model_name="sellerorder",
            name="import_tax_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "total_minor",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("goods_minor"), "+", models.F("delivery_minor")
                                ),
                                "+",
                                models.F("duty_minor"),
                            ),
                            "+",
                            models.F("import_tax_minor"),
                        ),
                    )
                ),
                name="order_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="sellerorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "total_minor",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("goods_minor"), "+", models.F("delivery_minor")
                                ),
                                "+",
                                models.F("duty_minor"),
                            ),
                            "+",
                            models.F("import_tax_minor"),
                        ),
                    )
                ),
                name="seller_order_adds_up",
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
                                django.db.models.expressions.CombinedExpression(
                                    models.F("goods_minor"), "+", models.F("delivery_minor")
                                ),
                                "-",
                                models.F("commission_minor"),
                            ),
                            "-",
                            models.F("commission_tax_minor"),
                        ),
                    )
                ),
                name="seller_order_net_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="sellerorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("duty_minor", 0), ("import_tax_minor", 0)),
                    models.Q(
                        ("duty_minor__gte", 0),
                        ("import_tax_minor__gte", 0),
                        models.Q(("duty_to", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="seller_order_duty_is_owed_to_somebody",
            ),
        ),
        migrations.RunSQL(GUARD, reverse_sql=migrations.RunSQL.noop),
    ]
