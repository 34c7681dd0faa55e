"""What two people decided stays: a decided proposal is never changed, and no proposal is deleted."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION reconciliation_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a proposal that is decided stays as it is: %', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER proposal_decided_stays BEFORE UPDATE ON reconciliation_proposal
    FOR EACH ROW WHEN (OLD.decided_at IS NOT NULL) EXECUTE FUNCTION reconciliation_refuse_change();
CREATE TRIGGER proposal_says_the_same BEFORE UPDATE ON reconciliation_proposal
    FOR EACH ROW WHEN ((OLD.provider, OLD.kind, OLD.effect_minor, OLD.currency, OLD.proposed_by_id)
                       IS DISTINCT FROM (NEW.provider, NEW.kind, NEW.effect_minor, NEW.currency, NEW.proposed_by_id))
    EXECUTE FUNCTION reconciliation_refuse_change();
CREATE TRIGGER proposal_is_kept BEFORE DELETE ON reconciliation_proposal
    FOR EACH ROW EXECUTE FUNCTION reconciliation_refuse_change();
"""

BACKWARD = """
DROP TRIGGER proposal_is_kept ON reconciliation_proposal;
DROP TRIGGER proposal_says_the_same ON reconciliation_proposal;
DROP TRIGGER proposal_decided_stays ON reconciliation_proposal;
DROP FUNCTION reconciliation_refuse_change();
"""


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("reconciliation", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, reverse_sql=BACKWARD)]
