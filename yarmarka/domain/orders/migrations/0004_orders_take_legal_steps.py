"""Orders and seller orders move as their rules say, whoever moves them."""

from django.db import migrations

from yarmarka.kernel.moves import guard_moves, unguard_moves

ORDER = {"unpaid": ("paid", "lapsed", "cancelled"), "lapsed": ("paid",)}
SELLER_ORDER = {
    "unpaid": ("to_ship", "lapsed", "cancelled"),
    "lapsed": ("to_ship",),
    "to_ship": ("sent", "cancelled"),
    "sent": ("delivered", "completed"),
    "delivered": ("completed",),
}


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("orders", "0003_taxes_and_spreads_frozen"), ("kernel", "0002_moves_are_guarded")]
    operations = [
        migrations.RunSQL(guard_moves("orders_order", ORDER), reverse_sql=unguard_moves("orders_order")),
        migrations.RunSQL(
            guard_moves("orders_sellerorder", SELLER_ORDER), reverse_sql=unguard_moves("orders_sellerorder")
        ),
    ]
