"""All orders: find one, see everything about it."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yarmarka.kernel.clock import now
from yarmarka.reads.staff_order import order_file
from yarmarka.reads.staff_orders import SHOWN, listed_orders
from yarmarka.web.console.chips import chips
from yarmarka.web.console.paging import sheet_of
from yarmarka.web.console.words import ORDERS
from yarmarka.web.staff.viewer import for_staff, show

PER_PAGE: Final = 50
_TROUBLES: Final = {
    "unpaid_overdue": _("unpaid past their time"),
    "ship_late": _("not shipped in time"),
    "promise_broken": _("promise broken"),
    "parcel_trouble": _("parcel in trouble"),
    "refund_failed": _("refund failed"),
}


@for_staff
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Return a page of orders, the newest first, narrowed by state or trouble, number or e-mail."""
    at = now()
    asked = request.GET.get("shown", "")
    shown = asked if asked in SHOWN else "all"
    words = request.GET.get("q", "").strip()[:120]
    sheet = sheet_of(
        request,
        lambda limit, offset: listed_orders(shown=shown, words=words, now=at, limit=limit, offset=offset),
        size=PER_PAGE,
    )
    ways = [
        (name, _TROUBLES.get(name) or (ORDERS[name].words if name in ORDERS else _("all")), None)
        for name in SHOWN
    ]
    return show(
        request,
        "orders",
        sheet=sheet,
        shown=shown,
        words=words,
        chips=chips(request, "shown", ways, current=shown),
    )


@for_staff
@require_safe
def order(request: HttpRequest, order_id: UUID) -> HttpResponseBase:
    """Return everything there is to know of one order."""
    return show(request, "order", file=order_file(order_id=order_id), today=now().date())
