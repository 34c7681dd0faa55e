"""What a provider said is not swept away as a whole either."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER payment_events_never_emptied BEFORE TRUNCATE ON payments_paymentevent
    FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_change();
"""

BACKWARD = "DROP TRIGGER payment_events_never_emptied ON payments_paymentevent;"


class Migration(migrations.Migration):
    """Adds the trigger."""

    dependencies = [("payments", "0002_events_are_append_only")]
    operations = [migrations.RunSQL(FORWARD, reverse_sql=BACKWARD)]
