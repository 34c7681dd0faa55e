"""The books defend themselves: nothing is changed or deleted, and every posting balances in each currency."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE ON ledger_posting
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER posting_never_emptied BEFORE TRUNCATE ON ledger_posting
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER entry_never_emptied BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

CREATE FUNCTION ledger_require_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE uneven record;
BEGIN
    SELECT posting_id, currency, sum(amount_minor) AS remainder INTO uneven
    FROM written GROUP BY posting_id, currency HAVING sum(amount_minor) <> 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'posting % is out of balance by % %', uneven.posting_id, uneven.remainder, uneven.currency
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- Whole postings are written by one statement, so that each statement must balance.
CREATE TRIGGER entries_balance AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_require_balance();
"""

BACKWARD = """
DROP TRIGGER entries_balance ON ledger_entry;
DROP TRIGGER entry_never_emptied ON ledger_entry;
DROP TRIGGER entry_append_only ON ledger_entry;
DROP TRIGGER posting_never_emptied ON ledger_posting;
DROP TRIGGER posting_append_only ON ledger_posting;
DROP FUNCTION ledger_require_balance();
DROP FUNCTION ledger_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("ledger", "0002_initial")]
    operations = [migrations.RunSQL(FORWARD, reverse_sql=BACKWARD)]
