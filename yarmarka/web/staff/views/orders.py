"""All orders: find one, see everything about it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yarmarka.kernel.clock import now
from yarmarka.reads.staff_order import order_file
from yarmarka.web.console.chips import chips
from yarmarka.web.staff.order_timeline import ABOUT, timeline
from yarmarka.web.staff.tables.orders import orders_table
from yarmarka.web.staff.viewer import for_staff, show
from yarmarka.web.staff.views.lists import show_table


@for_staff
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Return a page of orders, the newest first, narrowed by state or trouble, number or e-mail, and time."""
    return show_table(request, orders_table(now=now()))


@for_staff
@require_safe
def order(request: HttpRequest, order_id: UUID) -> HttpResponseBase:
    """Return everything there is to know of one order; its line of time can be narrowed (`?line=money`)."""
    file, asked = order_file(order_id=order_id), request.GET.get("line", "")
    moments, line = timeline(file), asked if asked in ABOUT else ""
    ways = [(about, name, sum(moment.about == about for moment in moments)) for about, name in ABOUT.items()]
    return show(
        request,
        "order",
        file=file,
        today=now().date(),
        moments=[moment for moment in moments if not line or moment.about == line],
        chips=chips(request, "line", [("", _("all"), len(moments)), *ways], current=line),
    )
