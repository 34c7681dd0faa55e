"""Refunds move as their rules say; an attempt stays what was asked for, and its events say only what is known."""

from django.db import migrations, models

from yarmarka.kernel.moves import guard_moves, unguard_moves

REFUND = {"requested": ("succeeded", "failed"), "failed": ("succeeded",)}
KINDS = ["created", "challenged", "authorised", "approved", "declined", "expired"]

STAYS = """
CREATE FUNCTION payments_refuse_another_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a payment attempt stays what was asked for: %', OLD.id USING ERRCODE = 'restrict_violation';
END $$;

-- Where a payment stands is what its events say. They are append-only, and this is what they speak of.
CREATE TRIGGER payment_attempt_stays BEFORE UPDATE ON payments_paymentattempt FOR EACH ROW
WHEN ((OLD.id, OLD.order_id, OLD.provider, OLD.amount_minor, OLD.currency)
      IS DISTINCT FROM (NEW.id, NEW.order_id, NEW.provider, NEW.amount_minor, NEW.currency))
EXECUTE FUNCTION payments_refuse_another_attempt();
"""
CHANGES_AGAIN = """
DROP TRIGGER payment_attempt_stays ON payments_paymentattempt;
DROP FUNCTION payments_refuse_another_attempt();
"""


class Migration(migrations.Migration):
    """Adds the triggers and the check."""

    dependencies = [
        ("payments", "0004_longer_confirmation_addresses"),
        ("kernel", "0002_moves_are_guarded"),
    ]
    operations = [
        migrations.RunSQL(
            guard_moves("payments_refund", REFUND), reverse_sql=unguard_moves("payments_refund")
        ),
        migrations.RunSQL(STAYS, reverse_sql=CHANGES_AGAIN),
        migrations.AddConstraint(
            model_name="paymentevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="payment_event_kind_known"
            ),
        ),
    ]
