"""Claims move as their rules say, whoever moves them; no part is settled under one; their history is never rewritten."""

from django.db import migrations

from yarmarka.kernel.append_only import keep_for_ever, let_be_rewritten
from yarmarka.kernel.moves import guard_moves, unguard_moves

_ENDS = ("refunded", "declined", "withdrawn", "arrived", "overtaken")
CLAIM = {"opened": ("contested", *_ENDS), "contested": _ENDS, "refunded": ("found",)}

FREEZE = """
CREATE FUNCTION protection_refuse_settling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM protection_claim WHERE seller_order_id = NEW.id AND status IN ('opened', 'contested')
    ) THEN
        RAISE EXCEPTION 'seller order % is under an open claim', NEW.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orders_sellerorder_under_claim BEFORE UPDATE OF status ON orders_sellerorder FOR EACH ROW
WHEN (NEW.status = 'completed' AND OLD.status <> 'completed')
EXECUTE FUNCTION protection_refuse_settling();
"""
THAW = """
DROP TRIGGER orders_sellerorder_under_claim ON orders_sellerorder;
DROP FUNCTION protection_refuse_settling();
"""


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("protection", "0001_initial"), ("kernel", "0002_moves_are_guarded")]
    operations = [
        migrations.RunSQL(
            guard_moves("protection_claim", CLAIM), reverse_sql=unguard_moves("protection_claim")
        ),
        migrations.RunSQL(
            keep_for_ever("protection_claimsteprow"), reverse_sql=let_be_rewritten("protection_claimsteprow")
        ),
        migrations.RunSQL(FREEZE, reverse_sql=THAW),
    ]
