"""The operator's first page: what needs somebody now."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yarmarka.kernel.clock import now
from yarmarka.reads.staff_desk import Desk, desk
from yarmarka.reads.staff_orders import listed_orders
from yarmarka.web.staff.viewer import for_staff, show

_LATEST = 8


@dataclass(frozen=True)
class Queue:
    """A pile of work: how much, what it means, where to work it off. `kind` says how bad a full one is."""

    name: str
    meaning: str
    count: int
    url: str
    kind: str


@for_staff
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Return the queues, those that hold something first, and the newest orders."""
    at = now()
    waiting = desk(now=at)
    queues = _queues(waiting)
    return show(
        request,
        "home",
        desk=waiting,
        busy=[queue for queue in queues if queue.count],
        quiet=[queue for queue in queues if not queue.count],
        latest=listed_orders(now=at, limit=_LATEST),
    )


def _queues(waiting: Desk) -> list[Queue]:
    orders, refunds, payouts = reverse("staff:orders"), reverse("staff:refunds"), reverse("staff:payouts")
    told = (
        (_("Sellers wait for a decision"), _("The longest waiting first."), waiting.sellers_waiting,
         f"{reverse('staff:sellers')}?standing=applied", "wait"),
        (_("Not shipped in time"), _("The earliest promised day has passed and nothing was sent."),
         waiting.ship_late, f"{orders}?shown=ship_late", "problem"),
        (_("Promise broken"), _("On the way, and the last promised day has passed."), waiting.promise_broken,
         f"{orders}?shown=promise_broken", "problem"),
        (_("Parcels in trouble"), _("Customs, a failed attempt, on the way back, lost."),
         waiting.parcels_in_trouble, f"{orders}?shown=parcel_trouble", "problem"),
        (_("Refunds failed"), _("The provider could not give money back."), waiting.refunds_failed,
         f"{refunds}?status=failed", "problem"),
        (_("Payouts failed"), _("The money is back on the seller's balance."), waiting.payouts_failed,
         f"{payouts}?status=failed", "problem"),
        (_("Providers count otherwise"), _("A payment, refund or payout differs from their registry."),
         waiting.differences_open, reverse("staff:reconciliation"), "problem"),
        (_("Proposals wait for a second person"), _("Fees or differences, to be booked or turned down."),
         waiting.proposals_waiting, reverse("staff:reconciliation"), "wait"),
        (_("Unpaid past their time"), _("They lapse by themselves; if not, the clock job stands still."),
         waiting.unpaid_overdue, f"{orders}?shown=unpaid_overdue", "problem"),
        (_("Letters that did not leave"), _("They are tried again; the reason stands on the order's page."),
         waiting.messages_stuck, reverse("admin:kernel_outboxmessage_changelist"), "problem"),
        (_("Unpaid"), _("Goods are held for them until their time is over."), waiting.unpaid,
         f"{orders}?shown=unpaid", "wait"),
        (_("Refunds on their way"), _("Asked for, not yet confirmed."), waiting.refunds_waiting,
         f"{refunds}?status=requested", "wait"),
        (_("Payouts on their way"), _("Asked for, not yet confirmed."), waiting.payouts_waiting,
         f"{payouts}?status=requested", "wait"),
    )  # fmt: skip
    return [Queue(name, meaning, count, url, kind) for name, meaning, count, url, kind in told]
