"""Writing orders down, already split by seller: many at once, in two statements."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from yarmarka.domain.orders.types import NewOrder
from yarmarka.kernel.sql import Statement, columns

#: statements stand in the context's own sql/ folder
_HERE = str(Path(__file__).parent)  # `beside` takes the folder above
_ORDERS = Statement.beside(_HERE, "insert_orders")
_PARTS = Statement.beside(_HERE, "insert_seller_orders")

_ORDER = (
    "id",
    "number",
    "person_id",
    "request_key",
    "request_hash",
    "email",
    "locale",
    "currency",
    "goods_minor",
    "delivery_minor",
    "total_minor",
    "pay_by",
)
_PART = (
    "id",
    "seller_id",
    "service_id",
    "service_names",
    "goods_minor",
    "delivery_minor",
    "total_minor",
    "commission_minor",
    "commission_tax_minor",
    "commission_tax_rule_id",
    "net_minor",
    "payout_currency",
    "payout_rate",
    "payout_rate_id",
    "payout_spread_basis_points",
    "payout_spread_rule_id",
    "payout_minor",
    "promised_from",
    "promised_to",
    "inspection_days",
    "weight_g",
)
_LINE = (
    "id",
    "offer_id",
    "product_id",
    "sku",
    "titles",
    "options",
    "picture",
    "tint",
    "quantity",
    "weight_g",
    "hs_code",
    "origin_country",
    "offer_unit_minor",
    "offer_currency",
    "rate",
    "rate_id",
    "unit_minor",
    "total_minor",
    "commission_rule_id",
    "commission_minor",
    "commission_tax_minor",
)


def create_orders(orders: Sequence[NewOrder], *, now: datetime) -> set[UUID]:
    """Write orders, seller orders and lines; return the ids of the orders that were really written.

    An order whose (person, request key) is known already is skipped with all that belongs to it.
    """
    if not orders:
        return set()
    written = set(
        _ORDERS.column(
            **columns(orders, *_ORDER),
            addresses=[order.address.as_facts() for order in orders],
            placed_at=now,
        )
    )
    _write_parts([order for order in orders if order.id in written], now=now)
    return written


def _write_parts(orders: Sequence[NewOrder], *, now: datetime) -> None:
    parts = [(order, place, part) for order in orders for place, part in enumerate(order.seller_orders)]
    lines = [(order, part, line) for order, _, part in parts for line in part.lines]
    if parts:
        _PARTS.run(
            part_order_id=[order.id for order, _, _ in parts],
            part_currency=[order.currency for order, _, _ in parts],
            part_position=[place for _, place, _ in parts],
            **{f"part_{name}": values for name, values in columns([p for _, _, p in parts], *_PART).items()},
            line_order_id=[order.id for order, _, _ in lines],
            line_seller_order_id=[part.id for _, part, _ in lines],
            **{f"line_{name}": values for name, values in columns([n for _, _, n in lines], *_LINE).items()},
            placed_at=now,
        )
