"""No payment gives back more than was taken; what is asked for twice is refunded once."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

SO_FAR = """
UPDATE payments_paymentattempt AS attempt SET refunded_minor = refund.minor
FROM (SELECT attempt_id, sum(amount_minor) AS minor FROM payments_refund GROUP BY attempt_id) AS refund
WHERE refund.attempt_id = attempt.id
"""

# What was called off before now went back whole: the orders' own record of it begins with those.
CALLED_OFF = """
INSERT INTO orders_givenback (
    id, seller_order_id, cause, cause_id, goods_minor, delivery_minor, commission_minor, commission_tax_minor,
    payout_minor, at
)
SELECT refund.id, part.id, 'called_off', refund.id, part.goods_minor, part.delivery_minor, part.commission_minor,
       part.commission_tax_minor, part.payout_minor, refund.created_at
FROM payments_refund AS refund JOIN orders_sellerorder AS part ON part.id = refund.seller_order_id
WHERE refund.reason = 'cancelled';
INSERT INTO orders_lineback (
    id, given_back_id, line_id, quantity, goods_minor, commission_minor, commission_tax_minor
)
SELECT line.id, refund.id, line.id, line.quantity, line.total_minor, line.commission_minor, line.commission_tax_minor
FROM payments_refund AS refund JOIN orders_orderline AS line ON line.seller_order_id = refund.seller_order_id
WHERE refund.reason = 'cancelled'
"""


class Migration(migrations.Migration):
    """Adds the columns, fills them from the refunds there are, and guards them."""

    dependencies = [
        ("orders", "0005_money_given_back"),
        ("payments", "0005_payments_take_legal_steps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="refund",
            name="refund_once_per_cause",
        ),
        migrations.AddField(
            model_name="paymentattempt",
            name="capture_minor",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="paymentattempt",
            name="refunded_minor",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="refund",
            name="by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="refund",
            name="note",
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.AddField(
            model_name="refund",
            name="request_key",
            field=models.UUIDField(blank=True, null=True, unique=True),
        ),
        migrations.RunSQL(SO_FAR, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(CALLED_OFF, reverse_sql=migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="paymentattempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capture_minor__isnull", True),
                    models.Q(("capture_minor__gt", 0), ("capture_minor__lte", models.F("amount_minor"))),
                    _connector="OR",
                ),
                name="attempt_captures_within_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentattempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("refunded_minor__gte", 0),
                    (
                        "refunded_minor__lte",
                        django.db.models.functions.comparison.Coalesce("capture_minor", "amount_minor"),
                    ),
                ),
                name="attempt_refunds_within_capture",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reason", "cancelled"), ("seller_order__isnull", False)),
                fields=("seller_order", "reason"),
                name="refund_once_per_cause",
            ),
        ),
    ]
