"""Decisions about merchants are never changed and never removed."""

from django.db import migrations

from yarmarka.kernel.append_only import keep_for_ever, let_be_rewritten

TABLE = "sellers_standingchange"


class Migration(migrations.Migration):
    dependencies = [
        ("sellers", "0003_staff_invited"),
    ]

    operations = [
        migrations.RunSQL(keep_for_ever(TABLE), let_be_rewritten(TABLE)),
    ]
