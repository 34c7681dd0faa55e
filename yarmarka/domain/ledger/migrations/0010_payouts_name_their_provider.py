"""Payouts say who is asked to pay them; until now that was always the practice acquirer. Duty has accounts."""

from django.db import migrations, models

import yarmarka.domain.ledger.types
import yarmarka.vocabulary.payouts


class Migration(migrations.Migration):
    """Adds the column, fills it and holds it."""

    dependencies = [
        ("ledger", "0009_delivery_held_apart"),
        ("sellers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="payout",
            name="provider",
            field=models.CharField(blank=True, db_default="", max_length=20),
        ),
        migrations.RunSQL(
            "UPDATE ledger_payout SET provider = 'sandbox' WHERE way = 'provider'",
            reverse_sql=migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="account",
            name="kind",
            field=models.CharField(
                choices=[
                    (
                        yarmarka.domain.ledger.types.AccountKind["PROVIDER_CLEARING"],
                        yarmarka.domain.ledger.types.AccountKind["PROVIDER_CLEARING"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["ESCROW"],
                        yarmarka.domain.ledger.types.AccountKind["ESCROW"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["DELIVERY"],
                        yarmarka.domain.ledger.types.AccountKind["DELIVERY"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["DUTY"],
                        yarmarka.domain.ledger.types.AccountKind["DUTY"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["IMPORT_TAX"],
                        yarmarka.domain.ledger.types.AccountKind["IMPORT_TAX"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["DUTY_PAYABLE"],
                        yarmarka.domain.ledger.types.AccountKind["DUTY_PAYABLE"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["IMPORT_TAX_PAYABLE"],
                        yarmarka.domain.ledger.types.AccountKind["IMPORT_TAX_PAYABLE"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["SELLER_BALANCE"],
                        yarmarka.domain.ledger.types.AccountKind["SELLER_BALANCE"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["COMMISSION"],
                        yarmarka.domain.ledger.types.AccountKind["COMMISSION"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["COMMISSION_TAX"],
                        yarmarka.domain.ledger.types.AccountKind["COMMISSION_TAX"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["GUARANTEE_FUND"],
                        yarmarka.domain.ledger.types.AccountKind["GUARANTEE_FUND"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["PARTNER_SHARE"],
                        yarmarka.domain.ledger.types.AccountKind["PARTNER_SHARE"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["EXCHANGE"],
                        yarmarka.domain.ledger.types.AccountKind["EXCHANGE"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["EXCHANGE_GAIN"],
                        yarmarka.domain.ledger.types.AccountKind["EXCHANGE_GAIN"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["ROUNDING"],
                        yarmarka.domain.ledger.types.AccountKind["ROUNDING"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["PROVIDER_FEE"],
                        yarmarka.domain.ledger.types.AccountKind["PROVIDER_FEE"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["CHARGEBACK_LOSS"],
                        yarmarka.domain.ledger.types.AccountKind["CHARGEBACK_LOSS"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["BANK"],
                        yarmarka.domain.ledger.types.AccountKind["BANK"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["SUSPENSE"],
                        yarmarka.domain.ledger.types.AccountKind["SUSPENSE"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["REFUND_PAYABLE"],
                        yarmarka.domain.ledger.types.AccountKind["REFUND_PAYABLE"],
                    ),
                    (
                        yarmarka.domain.ledger.types.AccountKind["PAYOUT_TRANSIT"],
                        yarmarka.domain.ledger.types.AccountKind["PAYOUT_TRANSIT"],
                    ),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("way", yarmarka.vocabulary.payouts.PayoutWay["PROVIDER"]),
                        models.Q(("provider", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("way", yarmarka.vocabulary.payouts.PayoutWay["PROVIDER"]), _negated=True),
                        ("provider", ""),
                    ),
                    _connector="OR",
                ),
                name="payout_names_its_provider",
            ),
        ),
    ]
