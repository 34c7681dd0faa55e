"""What was held for delivery together with the goods, of orders still on their way, is held apart like everybody's."""

from django.db import migrations

# Ids take the month of the sale's own entries, so that they lie in its partition.
APART = """
CREATE TEMPORARY TABLE held_together ON COMMIT DROP AS
SELECT part.id, part.currency, part.delivery_minor AS minor, min(entry.id::text) AS born, max(entry.at) AS at
FROM orders_sellerorder AS part
JOIN ledger_entry AS entry ON entry.seller_order_id = part.id
JOIN ledger_account AS account ON account.id = entry.account_id AND account.kind = 'escrow'
WHERE part.status IN ('to_ship', 'sent', 'delivered') AND part.delivery_minor > 0
  AND NOT EXISTS (
      SELECT FROM ledger_entry AS other JOIN ledger_account AS of ON of.id = other.account_id
      WHERE other.seller_order_id = part.id AND of.kind = 'delivery')
GROUP BY part.id;

INSERT INTO ledger_account (id, kind, owner_id, holder, currency)
SELECT (overlay(min(born) placing left(md5(currency || 'delivery'), 12) from 25))::uuid, 'delivery', NULL, '', currency
FROM held_together GROUP BY currency
ON CONFLICT (kind, owner_id, holder, currency) DO NOTHING;

INSERT INTO ledger_posting (id, correlation_key, kind, facts, at)
SELECT (overlay(born placing left(md5(id::text || 'apart'), 12) from 25))::uuid, 'apart:' || id, 'held_apart', '{}', at
FROM held_together;

INSERT INTO ledger_entry (id, posting_id, account_id, seller_order_id, amount_minor, currency, at)
SELECT (overlay(born placing left(md5(held.id::text || side.kind), 12) from 25))::uuid,
       (overlay(born placing left(md5(held.id::text || 'apart'), 12) from 25))::uuid,
       account.id, held.id, side.sign * held.minor, held.currency, held.at
FROM held_together AS held
CROSS JOIN (VALUES ('escrow', 1), ('delivery', -1)) AS side (kind, sign)
JOIN ledger_account AS account ON account.kind = side.kind AND account.currency = held.currency
    AND account.owner_id IS NULL AND account.holder = '';
"""


class Migration(migrations.Migration):
    """Books it."""

    dependencies = [("ledger", "0008_months_of_sellers"), ("orders", "0005_money_given_back")]
    operations = [migrations.RunSQL(APART, reverse_sql=migrations.RunSQL.noop)]
