"""Payouts move as their rules say, whoever moves them."""

from django.db import migrations

from yarmarka.kernel.moves import guard_moves, unguard_moves

PAYOUT = {"requested": ("paid", "failed")}


class Migration(migrations.Migration):
    """Adds the trigger."""

    dependencies = [("ledger", "0005_payout_way"), ("kernel", "0002_moves_are_guarded")]
    operations = [
        migrations.RunSQL(guard_moves("ledger_payout", PAYOUT), reverse_sql=unguard_moves("ledger_payout"))
    ]
