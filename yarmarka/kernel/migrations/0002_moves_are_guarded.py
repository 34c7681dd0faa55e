"""What a table says to a row that would take a step its rules don't know (see `kernel.moves`)."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION kernel_refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% % may not become %', TG_TABLE_NAME, OLD.status, NEW.status USING ERRCODE = 'check_violation';
END $$;
"""


class Migration(migrations.Migration):
    """Adds the function; each context adds the triggers of its own tables."""

    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, reverse_sql="DROP FUNCTION kernel_refuse_move();")]
