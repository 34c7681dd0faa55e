"""Accounts for all that the trade will book, and whose: those of providers and partners bear a code."""

from django.db import migrations, models

import yarmarka.domain.ledger.types

# Until now there was one clearing account a currency. What stands there came from the practice acquirer.
HOLDERS = "UPDATE ledger_account SET holder = 'sandbox' WHERE kind = 'provider_clearing'"


class Migration(migrations.Migration):
    """Adds the holder and the kinds."""

    dependencies = [
        ("ledger", "0003_books_defend_themselves"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="account",
            name="account_once",
        ),
        migrations.AddField(
            model_name="account",
            name="holder",
            field=models.CharField(blank=True, db_default="", max_length=30),
        ),
        migrations.RunSQL(HOLDERS, reverse_sql=migrations.RunSQL.noop),
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
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("kind", "owner_id", "holder", "currency"), name="account_once", nulls_distinct=False
            ),
        ),
    ]
