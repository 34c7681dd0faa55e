"""The table of orders, narrowed by state or trouble, number or e-mail, and time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from yarmarka.reads.staff_orders import SHOWN, ListedOrder, listed_orders
from yarmarka.web.console import tables
from yarmarka.web.console.tables import Asked, Choice, Column, Days, Table, Words
from yarmarka.web.console.words import ORDERS
from yarmarka.web.staff.tables.columns import order_cell, place_column

_TROUBLES: Final = {
    "unpaid_overdue": _("unpaid past their time"),
    "ship_late": _("not shipped in time"),
    "promise_broken": _("promise broken"),
    "parcel_trouble": _("parcel in trouble"),
    "refund_failed": _("refund failed"),
}
_WAYS: Final = [
    (name, _TROUBLES.get(name) or ORDERS[name].words) for name in SHOWN if name in _TROUBLES or name in ORDERS
]
_COLUMNS: Final[Sequence[Column[ListedOrder]]] = (
    Column(
        "number",
        _("Order"),
        lambda row: order_cell(row.number, row.id),
        sorts=True,
        is_head=True,
    ),
    Column("placed", _("Placed"), lambda row: tables.moment(row.placed_at), sorts=True),
    Column("shopper", _("Shopper"), lambda row: tables.text(row.email), sorts=True),
    place_column(sorts=True),
    Column(
        "total",
        _("Total"),
        lambda row: tables.money(row.total_minor, row.currency),
        sorts=True,
        is_number=True,
        is_money=True,
    ),
    Column("state", _("State"), lambda row: tables.state("order", row.status)),
    Column(
        "parts",
        _("Parts"),
        lambda row: tables.several(
            [tables.state("order", lot.standing).noted(f"{lot.seller}:") for lot in row.lots]
        ),
    ),
)


def orders_table(*, now: datetime) -> Table[ListedOrder]:
    """Return the table of orders as they stand at an instant."""

    def fetch(asked: Asked, limit: int, offset: int) -> list[ListedOrder]:
        return listed_orders(
            shown=asked.get("shown") or "all",
            words=asked.get("q"),
            since=asked.since,
            until=asked.until,
            sort=asked.sort,
            now=now,
            limit=limit,
            offset=offset,
        )

    return Table(
        code="orders",
        name=_("Orders"),
        columns=_COLUMNS,
        filters=(
            Words("q", _("Number or e-mail")),
            Choice("shown", _("State"), _WAYS),
            Days(_("Placed from"), _("Placed until")),
        ),
        fetch=fetch,
        empty=_("No such orders. Numbers and e-mail addresses are found by how they begin."),
    )
