"""Terms that a seller was paid by stay on record: they are followed by others, never changed or deleted."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION payouts_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER payout_terms_append_only BEFORE UPDATE OR DELETE ON payouts_payoutterms
    FOR EACH ROW EXECUTE FUNCTION payouts_refuse_change();
CREATE TRIGGER payout_terms_never_emptied BEFORE TRUNCATE ON payouts_payoutterms
    FOR EACH STATEMENT EXECUTE FUNCTION payouts_refuse_change();
"""

BACKWARD = """
DROP TRIGGER payout_terms_never_emptied ON payouts_payoutterms;
DROP TRIGGER payout_terms_append_only ON payouts_payoutterms;
DROP FUNCTION payouts_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("payouts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, reverse_sql=BACKWARD)]
