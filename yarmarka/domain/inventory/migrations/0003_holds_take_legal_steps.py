"""Holds move as their rules say, whoever moves them."""

from django.db import migrations

from yarmarka.kernel.moves import guard_moves, unguard_moves

HOLD = {"held": ("sold", "released"), "sold": ("released",)}


class Migration(migrations.Migration):
    """Adds the trigger."""

    dependencies = [("inventory", "0002_initial"), ("kernel", "0002_moves_are_guarded")]
    operations = [
        migrations.RunSQL(guard_moves("inventory_hold", HOLD), reverse_sql=unguard_moves("inventory_hold"))
    ]
