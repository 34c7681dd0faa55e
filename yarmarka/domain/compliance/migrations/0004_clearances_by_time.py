"""An order may be looked at more than once: again when another restriction begins."""

from django.db import migrations, models

# As defaults and not by an update: clearances are only added to.
KEYS = """
ALTER TABLE compliance_clearance DROP CONSTRAINT compliance_clearance_pkey;
ALTER TABLE compliance_clearance ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY;
ALTER TABLE compliance_clearance ALTER COLUMN id DROP DEFAULT;
"""
NO_KEYS = """
ALTER TABLE compliance_clearance DROP COLUMN id;
ALTER TABLE compliance_clearance ADD PRIMARY KEY (order_id);
"""


class Migration(migrations.Migration):
    dependencies = [("compliance", "0003_forwarding_addresses")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(KEYS, NO_KEYS)],
            state_operations=[
                migrations.AlterField("ClearanceRow", "order_id", models.UUIDField()),
                migrations.AddField(
                    "ClearanceRow",
                    "id",
                    models.UUIDField(primary_key=True, serialize=False),
                    preserve_default=False,
                ),
            ],
        ),
        migrations.AddIndex(
            "ClearanceRow", models.Index(fields=["order_id", "at"], name="clearance_of_order")
        ),
    ]
